package pipefault.inject;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pipefault.fault.FailPoint;

/** Every answer that a subject has seen, and every completion that it has noticed by itself, in order; thread-safe. */
public final class AnswerLog {

    /** Guards itself. */
    private final List<Answer> answers = new ArrayList<>();

    /** How many answers of each call there are, in arrays of one. Guarded by {@link #answers}. */
    private final Map<FailPoint, int[]> counts = new EnumMap<>(FailPoint.class);

    /** Guards itself. */
    private final List<Completion> completions = new ArrayList<>();

    void add(Answer answer) {
        synchronized (answers) {
            counts.computeIfAbsent(answer.point(), point -> new int[1])[0]++;
            if (answers.size() < TraceRecorder.MAX_RECORDS) {
                answers.add(answer);
            }
        }
    }

    void add(Completion completion) {
        synchronized (completions) {
            if (completions.size() < TraceRecorder.MAX_RECORDS) {
                completions.add(completion);
            }
        }
    }

    /** Returns the completions that the subject has noticed by itself so far. */
    public List<Completion> completions() {
        synchronized (completions) {
            return List.copyOf(completions);
        }
    }

    /** Returns all answers so far. */
    public List<Answer> all() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /** Returns how many answers of one call there are so far; is asked at every step of a simulated wait. */
    public int count(FailPoint point) {
        synchronized (answers) {
            int[] count = counts.get(point);
            return count == null ? 0 : count[0];
        }
    }
}
