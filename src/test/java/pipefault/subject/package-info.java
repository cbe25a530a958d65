/** Drivers of released pipe code: each adapts one library to the harness, and changes nothing of it. */
@NullMarked
package pipefault.subject;

import org.jspecify.annotations.NullMarked;
