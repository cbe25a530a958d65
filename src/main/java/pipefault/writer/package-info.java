/** The recovering writer: how overlapped writes to a pipe are done so that no answer of Windows can hurt. */
@NullMarked
package pipefault.writer;

import org.jspecify.annotations.NullMarked;
