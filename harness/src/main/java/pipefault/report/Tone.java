package pipefault.report;

import java.util.Locale;
import pipefault.oracle.Verdict;

/** How something is coloured on a page. */
public enum Tone {
    /** As it has to be. */
    GOOD,
    /** A finding. */
    BAD,
    /** Nobody knows: it was not tried, or not to the end. */
    UNTESTED,
    /** Pipefault itself went wrong. */
    TOOL,
    /** Neither good nor bad. */
    NEUTRAL;

    /** Returns how a verdict is coloured. */
    public static Tone of(Verdict verdict) {
        if (verdict.isGood()) {
            return GOOD;
        }
        return switch (verdict) {
            case HARNESS_ERROR -> TOOL;
            case NOT_APPLICABLE -> NEUTRAL;
            case NOT_EXERCISED -> UNTESTED;
            default -> BAD;
        };
    }

    /** Returns the word in files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
