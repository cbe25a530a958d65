/** The real kernel32, bound through JNA; nothing in here is touched unless a Windows JVM asks for it. */
@NullMarked
package pipefault.jna;

import org.jspecify.annotations.NullMarked;
