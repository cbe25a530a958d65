/**
 * Writers that are right and look different: a harness must stay silent on all of them.
 *
 * <p>An oracle that has seen one right writer only may have learnt that writer by heart. These use other locks, other calls,
 * another order and other ways to learn of a completion; what they share is plumbing ({@link pipefault.twin.TwinWriter}).
 * Each class says what is different and why it is right, by the ids of the fact sheet.
 */
@NullMarked
package pipefault.twin;

import org.jspecify.annotations.NullMarked;
