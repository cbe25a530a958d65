/** What build servers read about a command: JUnit XML, and the annotations and job summaries of GitHub Actions. */
@NullMarked
package pipefault.ci;

import org.jspecify.annotations.NullMarked;
