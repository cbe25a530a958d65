/** A platform and what a run needs around it: threads with roles, gates, time, and an end. */
@NullMarked
package pipefault.world;

import org.jspecify.annotations.NullMarked;
