/** The world of real threads, on a kernel that is none. */
@NullMarked
package pipefault.world;

import org.jspecify.annotations.NullMarked;
