package pipefault.fault;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault or plan that makes no sense, with what was found and what is allowed.
 *
 * <p>Thrown for text and for faults that are built in Java. The message is complete: it shows the place with a caret line
 * if there is a text, and names the nearest valid spelling.
 */
public final class FaultPlanError extends IllegalArgumentException {

    private static final int HINT_WIDTH = 100;

    private final transient Refusal refusal;
    private final transient @Nullable Excerpt place;

    FaultPlanError(Refusal refusal, @Nullable Excerpt place) {
        super(message(refusal, place));
        this.refusal = refusal;
        this.place = place;
    }

    Refusal refusal() {
        return refusal;
    }

    /** Returns the text that was read; empty if a value was built in Java and cannot be printed. */
    public String text() {
        return place == null ? "" : place.text();
    }

    /** Returns the line, counted from 1; 0 without a text. */
    public int line() {
        return place == null ? 0 : place.line();
    }

    /** Returns the column, counted from 1; 0 without a text. */
    public int column() {
        return place == null ? 0 : place.column();
    }

    /** Returns the position in the text, counted in characters from 0; -1 without a text. */
    public int offset() {
        return place == null ? -1 : place.start();
    }

    /** Returns what was found at the place. */
    public String found() {
        return refusal.found();
    }

    /** Returns what is allowed there; empty if that cannot be listed. */
    public List<String> allowed() {
        return refusal.allowed();
    }

    /** Returns the allowed spelling that was probably meant. */
    public Optional<String> nearest() {
        return Optional.ofNullable(refusal.nearest());
    }

    private static String message(Refusal refusal, @Nullable Excerpt place) {
        StringBuilder message = new StringBuilder(refusal.what());
        if (place != null) {
            message.append(' ').append(place.where()).append('\n').append(place.marked());
        }
        StringBuilder hint = new StringBuilder();
        if (refusal.nearest() != null) {
            hint.append("did you mean ").append(refusal.nearest()).append("? ");
        }
        if (!refusal.allowed().isEmpty()) {
            hint.append(refusal.label()).append(": ").append(String.join(", ", refusal.allowed()));
        }
        if (refusal.advice() != null) {
            hint.append(hint.isEmpty() ? "" : "; ").append(refusal.advice());
        }
        return hint.isEmpty()
                ? message.toString()
                : message.append(folded(hint.toString().strip())).toString();
    }

    /** Breaks a long hint into indented lines, between words. */
    private static String folded(String hint) {
        StringBuilder lines = new StringBuilder();
        int room = 0;
        for (String word : hint.split(" ", -1)) {
            boolean fits = word.length() < room;
            lines.append(fits ? " " : lines.isEmpty() ? "\n  " : "\n    ").append(word);
            room = (fits ? room : HINT_WIDTH) - word.length() - 1;
        }
        return lines.toString();
    }
}
