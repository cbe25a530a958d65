/** The recovering writer, driven in simulation under many schedules. */
@NullMarked
package pipefault.writer;

import org.jspecify.annotations.NullMarked;
