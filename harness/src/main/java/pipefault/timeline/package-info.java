/** What a reader sees of one run: the picture of its trace, the story it tells, the moment that decided; values only. */
@NullMarked
package pipefault.timeline;

import org.jspecify.annotations.NullMarked;
