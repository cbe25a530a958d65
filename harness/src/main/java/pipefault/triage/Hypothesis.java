package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.scenario.RunResult;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;

/**
 * What a run has to show for a claim to be true as it is stated; everything in it, in one run.
 *
 * @param shows what oracles have to say, in any order
 * @param calls the calls that the subject has to make, in this order; others may come between
 */
public record Hypothesis(List<Shown> shows, List<Call> calls) {

    /** Copies the lists; one of the two may be empty. */
    public Hypothesis {
        shows = List.copyOf(shows);
        calls = List.copyOf(calls);
        if (shows.isEmpty() && calls.isEmpty()) {
            throw new IllegalArgumentException("a hypothesis that asks for nothing holds of every run");
        }
    }

    /**
     * A finding.
     *
     * @param oracle the name of the oracle
     * @param says words that the finding contains; empty if it need only be there
     */
    public record Shown(String oracle, String says) {

        private boolean holds(RunResult result) {
            return result.findings().stream()
                    .anyMatch(
                            each -> each.oracle().equals(oracle) && each.text().contains(says));
        }
    }

    /** How a call ended. */
    public enum Ending {
        /** With an error, and 997 is none. */
        FAIL,
        /** In any other way. */
        OK
    }

    /**
     * A call of the subject.
     *
     * @param point what is called
     * @param ending how it ended; null if it need only have begun
     */
    public record Call(FailPoint point, @Nullable Ending ending) {

        /** What the answer begins with where a call has failed; 997 says that it has not ended. */
        private static final Pattern FAILED = Pattern.compile("(fail|NULL|INVALID_HANDLE_VALUE) (?!997 )");

        private boolean holds(CallRecord each) {
            if (!each.point().equals(point.toString())) {
                return false;
            }
            if (ending == null) {
                return each.kind() == Kind.CALL;
            }
            boolean failed = FAILED.matcher(each.text()).lookingAt();
            return each.kind() == Kind.RETURN && failed == (ending == Ending.FAIL);
        }

        @Override
        public String toString() {
            return point + (ending == null ? "" : ending == Ending.FAIL ? " -> fail" : " -> ok");
        }
    }

    /** Tells whether a run shows all of this. */
    public boolean holds(RunResult result) {
        return shows.stream().allMatch(each -> each.holds(result)) && makesCalls(result);
    }

    private boolean makesCalls(RunResult result) {
        int next = 0;
        for (CallRecord each : ofSubject(result)) {
            if (next < calls.size() && calls.get(next).holds(each)) {
                next++;
            }
        }
        return next == calls.size();
    }

    /** Tells whether the driven subject has made a call in a run. */
    static boolean isReached(RunResult result, FailPoint point) {
        return ofSubject(result).stream().anyMatch(new Call(point, null)::holds);
    }

    /** A fresh subject that does the work again is another one. */
    private static List<CallRecord> ofSubject(RunResult result) {
        List<CallRecord> all = result.trace().records();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind() == Kind.STEP && all.get(i).text().startsWith(RunResult.SUBJECT_DONE)) {
                return all.subList(0, i);
            }
        }
        return all;
    }

    /** Returns it in words. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (Shown each : shows) {
            parts.add(each.oracle() + (each.says().isEmpty() ? "" : " \"" + each.says() + "\""));
        }
        if (!calls.isEmpty()) {
            parts.add("the calls "
                    + String.join(", then ", calls.stream().map(Call::toString).toList()));
        }
        return String.join(" and ", parts);
    }
}
