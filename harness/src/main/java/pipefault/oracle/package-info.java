/** Decides from the evidence of a finished run what it has shown; one small class per property. */
@NullMarked
package pipefault.oracle;

import org.jspecify.annotations.NullMarked;
