package pipefault.app;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pipefault.explore.Defect;
import pipefault.explore.SearchOutcome;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.oracle.Finding;
import pipefault.report.Prose;

/**
 * What a search has found, and how much of the whole it has seen.
 *
 * @param outcome what it has come to
 * @param plan what was to be tried; where shards were put together, that of each
 * @param merged what they were; null if it was one search
 */
record SearchSummary(
        SearchOutcome outcome, SearchPlan plan, @Nullable Merged merged) {

    /**
     * Shards that were put together.
     *
     * @param count how many
     * @param notBegun how many of them were not begun
     */
    record Merged(int count, int notBegun) {}

    /** How many lines of a finding are shown. */
    private static final int LINES = 6;

    /** How many standard errors off an estimate is taken to be at most. */
    private static final int ERRORS = 2;

    /** Returns the findings and the closing line. */
    String text(String replay) {
        StringBuilder text = new StringBuilder();
        for (Defect defect : outcome.findings()) {
            text.append(text(defect, replay)).append('\n');
        }
        return text.append(closingLine()).toString();
    }

    /** Returns how much was tried, and what came of it; ends with a line feed. */
    String closingLine() {
        StringBuilder text = new StringBuilder(outcome.name()).append(": ");
        if (!outcome.begun()) {
            return text.append("not begun").append(shards()).append('\n').toString();
        }
        text.append(Prose.counted(outcome.schedules(), "schedule")).append(", ");
        text.append(outcome.bad() == 0 ? "none bad" : outcome.bad() + " bad");
        text.append(
                outcome.unclear() == 0
                        ? ""
                        : ", " + outcome.unclear() + " in which a fault of the script did not fire");
        text.append("; ").append(bound());
        long random = outcome.schedules() - outcome.withinBound();
        if (!plan.triesNothingExhaustively()) {
            text.append(outcome.exhausted() ? "" : ": " + share());
            text.append(random == 0 ? "" : "; " + Prose.counted(random, "random run"));
        }
        text.append("; ").append(effort());
        text.append(String.format(Locale.ROOT, "; digest %016x\n", outcome.digest()));
        return text.toString();
    }

    /** Returns how far it was to go, and whether it did. */
    String bound() {
        String bound = "bound " + plan.bound() + shards();
        return plan.triesNothingExhaustively()
                ? bound + "; random runs only"
                : bound + (outcome.exhausted() ? " exhausted" : " not exhausted");
    }

    private String shards() {
        Merged all = merged;
        if (all == null) {
            return plan.shard().equals(Shard.ALL) ? "" : ", shard " + plan.shard();
        }
        return ", " + Prose.counted(all.count(), "shard")
                + (all.notBegun() == 0 ? "" : ", " + all.notBegun() + " of them not begun");
    }

    private String effort() {
        if (merged != null) {
            return String.format(Locale.ROOT, "%.1f s in all", outcome.seconds());
        }
        String rate = String.format(
                Locale.ROOT,
                "%.1f s, %.0f in a second",
                outcome.seconds(),
                outcome.schedules() / Math.max(outcome.seconds(), 1e-3));
        return outcome.workers() == 1
                ? rate
                : rate + " by " + outcome.workers() + " workers, "
                        + (outcome.pinned() ? "each on a core of its own" : "not pinned");
    }

    /** The estimate is of the whole; a shard is as large as the others on average. */
    private String share() {
        int parts = merged == null ? plan.shard().count() : 1;
        return share(outcome.withinBound(), outcome.estimate() / parts, outcome.estimateError() / parts);
    }

    static String share(long seen, double size, double error) {
        String estimate = String.format(Locale.ROOT, "some %.0f, give or take %.0f", size, error);
        if (seen >= size - ERRORS * error) {
            return seen + " seen, of " + estimate;
        }
        return String.format(
                Locale.ROOT,
                "%d seen, of %s, which is %.2g to %.2g %%",
                seen,
                estimate,
                100 * seen / (size + ERRORS * error),
                100 * seen / (size - ERRORS * error));
    }

    /** Returns what was found, and the command that shows it; ends with a line feed. */
    String text(Defect defect, String replay) {
        StringBuilder text = new StringBuilder();
        text.append(defect.verdict())
                .append("  ")
                .append(outcome.scenario())
                .append('/')
                .append(outcome.variant())
                .append(", ")
                .append(outcome.writer())
                .append(outcome.workers() == 1 ? ": found at schedule " : ": found at about schedule ")
                .append(defect.at() * outcome.workers())
                .append('\n');
        text.append(defect.smallness() == Defect.Smallness.PROVEN ? "  needs     " : "  at most   ")
                .append(needs(defect.needs()))
                .append(smallness(defect.smallness()))
                .append('\n');
        for (String words : defect.words()) {
            text.append("    ").append(words).append('\n');
        }
        for (Finding finding : defect.evidence()) {
            List<String> lines = finding.text().lines().limit(LINES).toList();
            text.append("  shows     ")
                    .append(finding.oracle())
                    .append(": ")
                    .append(String.join("\n            ", lines))
                    .append('\n');
        }
        return text.append("  replay    ")
                .append(replay)
                .append(" ")
                .append(defect.token())
                .append('\n')
                .toString();
    }

    private static String smallness(Defect.Smallness smallness) {
        return switch (smallness) {
            case PROVEN -> "";
            case NOT_PROVEN -> " (not proven smallest)";
            case AS_FOUND -> " (as found: nothing was taken away on trial)";
        };
    }

    private static String needs(Defect.Needs needs) {
        if (needs.equals(new Defect.Needs(0, 0, 0))) {
            return "nothing: the default run shows it";
        }
        return counted(needs.faults(), "fault", "faults")
                .join(counted(needs.switches(), "switch", "switches"))
                .join(counted(needs.departures(), "departure of the kernel", "departures of the kernel"))
                .text();
    }

    private static Phrase counted(int count, String one, String several) {
        return new Phrase(count == 0 ? "" : count + " " + (count == 1 ? one : several));
    }

    /** Words that others may be joined to with "and". */
    private record Phrase(String text) {
        Phrase join(Phrase next) {
            boolean both = !text.isEmpty() && !next.text.isEmpty();
            return new Phrase(both ? text + " and " + next.text : text + next.text);
        }
    }
}
