/** Tests of what build servers read. */
@NullMarked
package pipefault.ci;

import org.jspecify.annotations.NullMarked;
