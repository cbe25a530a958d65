/**
 * Scenarios and scripts as JUnit 5 tests, assertions and waits for them; the only package that sees test libraries.
 *
 * <p>Whoever uses a part brings its library along: JUnit for the tests, AssertJ for {@link pipefault.junit.PipefaultAssertions},
 * Awaitility for {@link pipefault.junit.Waits}.
 */
@NullMarked
package pipefault.junit;

import org.jspecify.annotations.NullMarked;
