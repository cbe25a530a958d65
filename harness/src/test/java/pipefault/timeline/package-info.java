/** Tests of the pictures of runs. */
@NullMarked
package pipefault.timeline;

import org.jspecify.annotations.NullMarked;
