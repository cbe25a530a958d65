package pipefault.foreign;

import java.util.List;

/**
 * Something that was found about foreign code, and how surely.
 *
 * @param script the conversation in which it shows
 * @param text what was seen, in words without the numbers that differ from run to run
 * @param plan the smallest plan that shows it; empty if it needs no fault
 * @param plans how many plans of the sweep have shown it
 * @param repeats how often the smallest plan was run again
 * @param shown in how many of these it was seen
 * @param unwatched in how many runs of as many it was seen with no call of the subject caught; -1 if that was not tried or cannot be
 *     seen so
 * @param example how the calls of the subject went, in words
 */
public record ForeignFinding(
        Script script,
        String text,
        String plan,
        int plans,
        int repeats,
        int shown,
        int unwatched,
        List<String> example) {

    /** Copies the list. */
    public ForeignFinding {
        example = List.copyOf(example);
    }

    /** Tells whether it shows without any fault. */
    public boolean needsNoFault() {
        return plan.isEmpty();
    }

    /** Tells whether it can be seen with no call caught, from outside. */
    static boolean showsUnwatched(String text) {
        return !text.contains("never closed")
                && !text.contains("closed before")
                && !text.contains("the kernel still has");
    }

    /** Returns a finding without where a thread stands, which is not the same when its calls are not caught. */
    static String withoutPlace(String text) {
        return text.replaceAll(" \\(.*", "");
    }

    /**
     * Returns a finding without what differs from run to run and from fault to fault: which object, error, message, place or
     * amount.
     */
    static String kindOf(String text) {
        return text.replaceAll("(?s)(threw what no caller expects: [^:\\s]+).*", "$1")
                .replaceAll("\\b([a-z]+)-\\d+\\b", "$1")
                .replaceAll("\\boffset \\d+", "an offset")
                .replaceAll("\\banswered \\d+, and", "answered an error, and")
                .replaceAll("of \\d+ bytes the peer got \\d+", "the peer got less");
    }
}
