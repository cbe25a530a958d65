package pipefault.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.report.Prose;

/** Gathers results of cases and says in the end what they have shown. Thread-safe: Control-C asks while cases go on. */
final class ConformanceSummary {

    private final int planned;
    private final String kernel;
    private final Map<String, Integer> tiers;
    private final long startNanos = System.nanoTime();

    /** In the order of the plan; guarded by this. */
    private final List<CaseResult> results = new ArrayList<>();

    /**
     * Creates a summary of nothing yet.
     *
     * @param planned how many cases there are
     * @param kernel in words
     * @param tiers the tier of each fact by its id; empty if the cases are not the facts of the project
     */
    ConformanceSummary(int planned, String kernel, Map<String, Integer> tiers) {
        this.planned = planned;
        this.kernel = kernel;
        this.tiers = Map.copyOf(tiers);
    }

    synchronized void add(CaseResult result) {
        results.add(result);
    }

    synchronized List<CaseResult> results() {
        return List.copyOf(results);
    }

    /** Returns the exit code: good only if there were cases, and each of them is ok. */
    synchronized int exitCode() {
        boolean allOk = results.size() == planned
                && !results.isEmpty()
                && results.stream().allMatch(result -> result.outcome() == Outcome.OK);
        return allOk ? ExitCode.OK : ExitCode.FINDING;
    }

    /** Returns the line about a case that is not ok. */
    static String line(CaseResult result) {
        List<String> details = result.details();
        String more = details.size() > 1
                ? "; and " + (details.size() - 1) + (details.size() == 2 ? " more step" : " more steps")
                : "";
        return head(result) + ": " + details.get(0).lines().findFirst().orElse("") + more;
    }

    /** Returns everything about a case. */
    static String lines(CaseResult result) {
        StringBuilder text = new StringBuilder(head(result))
                .append(", ")
                .append(result.took().toMillis())
                .append(" ms\n");
        for (String detail : result.details()) {
            text.append("  ").append(detail.replace("\n", "\n    ")).append('\n');
        }
        result.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    private static String head(CaseResult result) {
        return result.id() + " " + result.outcome().name().toLowerCase(Locale.ROOT);
    }

    private List<String> deviating() {
        return results.stream()
                .filter(result -> !result.deviations().isEmpty())
                .map(CaseResult::id)
                .toList();
    }

    /** Returns the closing lines. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        List<String> deviating = deviating();
        if (!deviating.isEmpty()) {
            text.append("known deviations of Wine: ")
                    .append(String.join(", ", deviating))
                    .append(" (docs/divergences.md)\n");
        }
        if (!tiers.isEmpty() && results.size() == planned) {
            text.append(tierLine()).append('\n');
        }
        return text.append(closingLine()).toString();
    }

    /** Returns the last of them. */
    synchronized String closingLine() {
        StringBuilder text = new StringBuilder();
        List<String> deviating = deviating();
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        String seconds = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9);
        return text.append(Prose.counted(results.size(), "case"))
                .append(results.size() == planned ? "" : " (of " + planned + ")")
                .append(", ")
                .append(kernel)
                .append(", ")
                .append(seconds)
                .append(": ")
                .append(counts.getOrDefault(Outcome.OK, 0))
                .append(" ok")
                .append(deviating.isEmpty() ? "" : " (" + deviating.size() + " as Wine is known to deviate)")
                .append(", ")
                .append(counts.getOrDefault(Outcome.DIFF, 0))
                .append(" different, ")
                .append(counts.getOrDefault(Outcome.SKIP, 0))
                .append(" skipped, ")
                .append(counts.getOrDefault(Outcome.TIMEOUT, 0))
                .append(" timed out\n")
                .toString();
    }

    private String tierLine() {
        Map<Integer, Integer> all = new TreeMap<>();
        Map<Integer, Integer> holding = new TreeMap<>();
        for (CaseResult result : results) {
            int tier = tiers.getOrDefault(result.id(), 0);
            all.merge(tier, 1, Integer::sum);
            holding.merge(tier, result.holds() ? 1 : 0, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        all.forEach(
                (tier, count) -> parts.add("tier " + tier + ": " + holding.get(tier) + " of " + count + " facts hold"));
        return String.join("; ", parts);
    }
}
