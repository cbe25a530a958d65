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
 * @param inControl in how many control runs it was seen, of as many
 * @param example how the calls of the subject went, in words
 */
public record ForeignFinding(
        Script script,
        String text,
        String plan,
        int plans,
        int repeats,
        int shown,
        int inControl,
        List<String> example) {

    /** Copies the list. */
    public ForeignFinding {
        example = List.copyOf(example);
    }

    /** Tells whether it shows without any fault. */
    public boolean needsNoFault() {
        return plan.isEmpty();
    }

    /** Returns a finding without what differs from run to run and from fault to fault: which object, error, place or amount. */
    static String kindOf(String text) {
        return text.replaceAll("\\b([a-z]+)-\\d+\\b", "$1")
                .replaceAll("\\boffset \\d+", "an offset")
                .replaceAll("\\banswered \\d+, and", "answered an error, and")
                .replaceAll("of \\d+ bytes the peer got \\d+", "the peer got less");
    }
}
