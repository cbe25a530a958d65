/** The real binding against a real kernel32; tests tagged {@code native} need a Windows JVM. */
@NullMarked
package pipefault.jna;

import org.jspecify.annotations.NullMarked;
