/** A defect report in, a verdict per claim out: decided from runs, never from what anybody expects. */
@NullMarked
package pipefault.triage;

import org.jspecify.annotations.NullMarked;
