/** What the README shows of how one's own writer is driven. */
@NullMarked
package pipefault.example;

import org.jspecify.annotations.NullMarked;
