/** The defects of the report as scenarios, and the writers that are driven through them. */
@NullMarked
package pipefault.defects;

import org.jspecify.annotations.NullMarked;
