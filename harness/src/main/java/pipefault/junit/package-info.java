/** Scenarios as JUnit 5 tests; the only package that sees JUnit, which whoever uses it brings along. */
@NullMarked
package pipefault.junit;

import org.jspecify.annotations.NullMarked;
