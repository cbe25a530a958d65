/** Calls of code that was not written against the platform: JNA interfaces and native modules of others. */
@NullMarked
package pipefault.jna.foreign;

import org.jspecify.annotations.NullMarked;
