package pipefault.league;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.explore.AnswerMenu;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.inject.FaultChoice;

/** Gives one call of a run another answer: the calls that have a choice are counted through, whatever they are. */
final class OneCall implements FaultChoice {

    private final int number;
    private final int answer;
    private int calls;
    private int answers;

    /**
     * @param number of the call, from 1
     * @param answer the number of its answer, from 0
     */
    OneCall(int number, int answer) {
        this.number = number;
        this.answer = answer;
    }

    @Override
    public @Nullable Fault at(FailPoint point, int occurrence) {
        List<Fault> menu = AnswerMenu.once(point, occurrence);
        if (menu.isEmpty() || ++calls != number) {
            return null;
        }
        answers = menu.size();
        return menu.get(answer);
    }

    /** Tells whether the run came by the call. */
    boolean fired() {
        return answers > 0;
    }

    /** Tells whether the call has answers that come after this one. */
    boolean hasMore() {
        return answer + 1 < answers;
    }
}
