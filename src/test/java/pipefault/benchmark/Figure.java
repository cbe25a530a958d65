package pipefault.benchmark;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param what is measured
 * @param ours with its unit
 * @param anchor what it is held against, with the anchor's own figure
 * @param ratio of ours to the anchor, or of two other figures
 * @param target in words; empty if there is none
 * @param met whether it is met; null if there is no target
 */
record Figure(
        String what,
        String ours,
        String anchor,
        String ratio,
        String target,
        @Nullable Boolean met) {

    /** Returns a figure without a target. */
    static Figure plain(String what, String ours, String anchor, String ratio) {
        return new Figure(what, ours, anchor, ratio, "", null);
    }

    /** Returns the line in Markdown. */
    String line() {
        String verdict = met == null ? "" : met ? "met" : "**not met**";
        return "| " + String.join(" | ", what, ours, anchor, ratio, target, verdict) + " |";
    }

    static String number(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    static String times(double ratio) {
        return number(ratio) + " x";
    }
}
