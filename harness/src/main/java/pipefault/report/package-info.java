/** What people and machines read about runs: pure functions from values to text, and the files that hold them. */
@NullMarked
package pipefault.report;

import org.jspecify.annotations.NullMarked;
