@NullMarked
package pipefault.foreign;

import org.jspecify.annotations.NullMarked;
