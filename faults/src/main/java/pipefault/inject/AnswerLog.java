package pipefault.inject;

import java.util.ArrayList;
import java.util.List;
import pipefault.fault.FailPoint;

/** Every answer that a subject has seen, in order; thread-safe. */
public final class AnswerLog {

    /** Guards itself. */
    private final List<Answer> answers = new ArrayList<>();

    void add(Answer answer) {
        synchronized (answers) {
            if (answers.size() < TraceRecorder.MAX_RECORDS) {
                answers.add(answer);
            }
        }
    }

    /** Returns all answers so far. */
    public List<Answer> all() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /** Returns how many answers of one call there are so far. */
    public int count(FailPoint point) {
        synchronized (answers) {
            return (int) answers.stream().filter(a -> a.point() == point).count();
        }
    }
}
