/** What may see what: the map of packages, held against the compiled classes. */
@NullMarked
package pipefault.architecture;

import org.jspecify.annotations.NullMarked;
