/** Every oracle is silent on every twin. */
@NullMarked
package pipefault.twin;

import org.jspecify.annotations.NullMarked;
