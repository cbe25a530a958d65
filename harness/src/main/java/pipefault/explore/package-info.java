/** What leads from one run to the next: the token that replays it, and the search over schedules and faults. */
@NullMarked
package pipefault.explore;

import org.jspecify.annotations.NullMarked;
