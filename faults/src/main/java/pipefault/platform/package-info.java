/** Everything a subject may see of the world: Windows calls, mutexes, the event loop and the clock. */
@NullMarked
package pipefault.platform;

import org.jspecify.annotations.NullMarked;
