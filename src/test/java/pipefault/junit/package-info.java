/** The JUnit extension, seen from outside: small sample classes are run by JUnit's own launcher. */
@NullMarked
package pipefault.junit;

import org.jspecify.annotations.NullMarked;
