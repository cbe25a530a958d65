/** Holds each oracle against evidence that it must catch, and a twin that it must leave alone. */
@NullMarked
package pipefault.oracle;

import org.jspecify.annotations.NullMarked;
