package pipefault.explore;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.oracle.Verdict;

/**
 * One square of the map of a sweep: a call, an answer of it, and how often it is given.
 *
 * @param call where the fault is moved along
 * @param outcome the answer, as a fault has it
 * @param when whether it is given once or from a call on
 * @param state what became of it
 * @param calls how many calls the control run has made, which is where the fault can fire
 * @param fired at how many calls the fault has fired
 * @param broke the runs that were bad, by the number of the call
 * @param reason why it is impossible or untested; empty else
 */
public record SweepCell(
        FailPoint call,
        String outcome,
        When when,
        State state,
        int calls,
        int fired,
        List<Broke> broke,
        String reason) {

    /** Copies the list. */
    public SweepCell {
        broke = List.copyOf(broke);
    }

    /** How often an answer is given. */
    public enum When {
        /** At one call. */
        ONCE,
        /** At one call and at each that follows. */
        PERSISTENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of a cell. */
    public enum State {
        /** Not tried, or not to the end. */
        UNTESTED,
        /** Wherever the fault fired, the writer did well; and where it did not, the run was perfect. */
        SURVIVED,
        /** At least one run was bad. */
        BROKE,
        /** There is nothing to try. */
        IMPOSSIBLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A bad run.
     *
     * @param occurrence the number of the call at which the fault was, or began
     * @param fired whether it fired; if not, the fault is not the cause
     * @param verdict what the run showed
     * @param token replays it; null if its plan is too long for one
     */
    public record Broke(
            int occurrence,
            boolean fired,
            Verdict verdict,
            @Nullable String token) {}

    /** Returns how many runs it takes, as far as the control run tells: one for each call, and one in which nothing fires. */
    public int runsAhead() {
        return state == State.IMPOSSIBLE ? 0 : calls + 1;
    }

    SweepCell became(State newState, int newFired, List<Broke> newBroke, String newReason) {
        return new SweepCell(call, outcome, when, newState, calls, newFired, newBroke, newReason);
    }
}
