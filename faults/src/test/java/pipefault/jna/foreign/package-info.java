@NullMarked
package pipefault.jna.foreign;

import org.jspecify.annotations.NullMarked;
