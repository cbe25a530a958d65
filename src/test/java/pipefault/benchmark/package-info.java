/** What things cost, held against what they are compared with; run by {@code ci/benchmarks}, never by the build. */
@NullMarked
package pipefault.benchmark;

import org.jspecify.annotations.NullMarked;
