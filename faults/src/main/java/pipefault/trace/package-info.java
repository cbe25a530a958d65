/** The ordered record of what passed the platform in a run; values only. */
@NullMarked
package pipefault.trace;

import org.jspecify.annotations.NullMarked;
