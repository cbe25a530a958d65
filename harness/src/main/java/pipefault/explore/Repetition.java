package pipefault.explore;

import java.util.List;
import java.util.Optional;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;

/** Compares a run with the one that the same decisions have led to before: the whole trace, byte for byte. */
final class Repetition {

    private static final String END = "the end";

    private Repetition() {}

    /**
     * Requires that both are the same.
     *
     * @throws Diverged if not; the message names the first difference
     */
    static void require(Trace before, Trace after) {
        difference(before, after).ifPresent(difference -> {
            throw new Diverged(difference);
        });
    }

    /** Returns where two traces part, in words with both lines; empty if nowhere. */
    static Optional<String> difference(Trace before, Trace after) {
        List<CallRecord> one = before.records();
        List<CallRecord> other = after.records();
        int call = 0;
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            String first = i < one.size() ? one.get(i).toString() : END;
            String second = i < other.size() ? other.get(i).toString() : END;
            call = Math.max(call, Math.max(call(one, i), call(other, i)));
            if (!first.equals(second)) {
                String where = call == 0 ? "before the first call" : "at call " + call;
                return Optional.of("the same decisions have led to another run; first difference " + where + ":\n  "
                        + first + "\n  " + second
                        + "\n  a subject may take nothing from elsewhere: no time, no chance, nothing static");
            }
        }
        return Optional.empty();
    }

    private static int call(List<CallRecord> records, int index) {
        return index < records.size() ? records.get(index).call() : 0;
    }

    /** Says that the trace of a run has changed for good since it was made first. */
    static String changed(String before, String after) {
        return "the same decisions have led to another run: trace " + before + " before, and " + after
                + " now, and now again";
    }
}
