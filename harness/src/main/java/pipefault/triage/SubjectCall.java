package pipefault.triage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pipefault.scenario.Bounds;

/** The calls of a writer that a step can make, by the word that a step has for each. */
enum SubjectCall {
    WRITE("write", Bounds.STEP),
    WAIT("wait", Bounds.STEP),
    ASK("ask", Bounds.QUERY),
    STOP("stop", Bounds.STEP),
    CLOSE("close", Bounds.STEP);

    private final String word;
    private final Duration bound;

    SubjectCall(String word, Duration bound) {
        this.word = word;
        this.bound = bound;
    }

    /** Returns how long it may take. */
    Duration bound() {
        return bound;
    }

    static Optional<SubjectCall> named(String word) {
        return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(SubjectCall::toString).toList();
    }

    @Override
    public String toString() {
        return word;
    }
}
