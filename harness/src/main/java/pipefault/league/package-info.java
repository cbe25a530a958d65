/** The same defective writers under several ways of looking: which way finds how many, and how soon. */
@NullMarked
package pipefault.league;

import org.jspecify.annotations.NullMarked;
