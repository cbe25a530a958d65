/** Proves what the harness makes of specimens, where that takes variants of the skeleton that no list needs. */
@NullMarked
package pipefault.specimen;

import org.jspecify.annotations.NullMarked;
