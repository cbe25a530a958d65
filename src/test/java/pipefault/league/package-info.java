/** The ways of looking, held against the specimens. */
@NullMarked
package pipefault.league;

import org.jspecify.annotations.NullMarked;
