/** Everything a subject asks of the world: the Windows calls, mutexes, an event loop, a clock and operation memory. */
@NullMarked
package pipefault.platform;

import org.jspecify.annotations.NullMarked;
