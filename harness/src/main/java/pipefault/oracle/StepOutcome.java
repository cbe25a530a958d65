package pipefault.oracle;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one call of a subject's public method went.
 *
 * @param name which method, for example {@code stop}
 * @param actor the thread that made it
 * @param began position in the trace before the call
 * @param ended position in the trace after it; 0 if it did not return
 * @param lasted how long it took, or was waited for
 * @param bound how long it might take; for a wait, what it was asked to wait
 * @param returned what it returned, as text; null if it did not return or threw
 * @param thrown what it threw, as text with all causes; null if it did not throw
 * @param pendingAfter bytes pending right after it; -1 where nobody asked
 * @param inListener whether the listener made it, inside of what the subject told it
 */
public record StepOutcome(
        String name,
        String actor,
        int began,
        int ended,
        Duration lasted,
        Duration bound,
        @Nullable String returned,
        @Nullable String thrown,
        long pendingAfter,
        boolean inListener) {

    /** Tells whether the call came back at all. */
    public boolean hasReturned() {
        return ended > 0;
    }

    /** Tells whether this is a call that ends the subject's work: {@code stop} or {@code close}. */
    public boolean isEnding() {
        return name.equals("stop") || name.equals("close");
    }

    /** Tells whether the call threw something that names an error code. */
    public boolean namesInItsThrow(int code) {
        return thrown != null && names(thrown, code);
    }

    /** Tells whether a text names an error code. */
    public static boolean names(String text, int code) {
        return Pattern.compile("\\b" + code + "\\b").matcher(text).find();
    }
}
