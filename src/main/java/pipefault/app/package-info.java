/** The command line. */
@NullMarked
package pipefault.app;

import org.jspecify.annotations.NullMarked;
