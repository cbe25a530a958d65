package pipefault.oracle;

import java.util.List;
import pipefault.inject.Answer;
import pipefault.trace.CallRecord;

/**
 * From when on one thread can know what another one was answered.
 *
 * <p>A thread hands on what it has learnt where it gives a mutex back, posts a task, ends a callback or a step. Two threads
 * that ask the same at about the same time, and have not met in between, cannot tell whose answer is the later one.
 */
final class HandedOn {

    private final List<CallRecord> records;

    HandedOn(List<CallRecord> records) {
        this.records = records;
    }

    /** Returns where in the trace an answer can be known to a thread; the largest number if it never can. */
    int knownTo(String actor, Answer answer) {
        if (answer.actor().equals(actor)) {
            return answer.sequence();
        }
        for (CallRecord each : records) {
            if (each.sequence() > answer.sequence() && each.actor().equals(answer.actor()) && handsOn(each)) {
                return each.sequence();
            }
        }
        return Integer.MAX_VALUE;
    }

    private static boolean handsOn(CallRecord each) {
        return switch (each.kind()) {
            case UNLOCKED, CALLBACK_END, STEP -> true;
            case RETURN -> each.point().equals("Post");
            default -> false;
        };
    }
}
