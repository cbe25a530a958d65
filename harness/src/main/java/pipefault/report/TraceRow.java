package pipefault.report;

import org.jspecify.annotations.Nullable;

/**
 * One row of a trace table.
 *
 * @param nanos when it happened, since the run began
 * @param number number of the call; 0 for what is no call
 * @param actor the thread in whose column the text stands; null for a text across all columns
 * @param text what happened
 * @param notable whether a reader must not miss it: a fault did it, or an oracle saw something wrong
 */
record TraceRow(long nanos, int number, @Nullable String actor, String text, boolean notable) {}
