package pipefault.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pipefault.scenario.RunSpec;

/**
 * What a search, a shard of one, or several shards together have come to; plain values.
 *
 * @param scenario id of the scenario
 * @param variant name of the variant
 * @param writer name of the writer
 * @param begun whether it was begun at all; what was not has come to nothing
 * @param schedules how many runs counted
 * @param bad how many of them were bad
 * @param unclear how many were neither good nor bad
 * @param exhausted whether everything within the bound was tried
 * @param withinBound how many runs were part of trying that
 * @param estimate how many runs the whole bound holds, estimated
 * @param estimateError the standard error of that
 * @param digest a number that the same set of runs always has
 * @param seconds how long it took; for several shards in all
 * @param workers how many processes did it; 1 is the process that was started
 * @param pinned whether each of them was kept on a core
 * @param findings what was found, the simplest first
 */
public record SearchOutcome(
        String scenario,
        String variant,
        String writer,
        boolean begun,
        long schedules,
        long bad,
        long unclear,
        boolean exhausted,
        long withinBound,
        double estimate,
        double estimateError,
        long digest,
        double seconds,
        int workers,
        boolean pinned,
        List<Defect> findings) {

    /** Copies the list. */
    public SearchOutcome {
        findings = List.copyOf(findings);
    }

    /**
     * Returns what a search has come to.
     *
     * @param estimate empty where nothing was to be tried exhaustively
     */
    public static SearchOutcome of(
            RunSpec spec, Standing standing, Optional<SizeEstimate> estimate, Effort effort, List<Defect> findings) {
        return new SearchOutcome(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                true,
                standing.runs(),
                standing.bad(),
                standing.unclear(),
                standing.exhausted(),
                standing.withinBound(),
                estimate.map(SizeEstimate::mean).orElse(0.0),
                estimate.map(SizeEstimate::standardError).orElse(0.0),
                standing.digest(),
                effort.seconds(),
                effort.workers(),
                effort.pinned(),
                findings);
    }

    /** Returns that a search was not begun. */
    public static SearchOutcome notBegun(RunSpec spec) {
        return new SearchOutcome(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                false,
                0,
                0,
                0,
                false,
                0,
                0,
                0,
                0,
                0,
                1,
                false,
                List.of());
    }

    /**
     * What it took.
     *
     * @param workers how many processes
     */
    public record Effort(double seconds, int workers, boolean pinned) {}

    /** Returns scenario, variant and writer in one word each. */
    public String name() {
        return scenario + "/" + variant + " " + writer;
    }

    /** Puts together what the shards of one search have come to; each of them that was begun has estimated the whole. */
    public static SearchOutcome sum(List<SearchOutcome> shards) {
        SearchOutcome first =
                shards.stream().filter(SearchOutcome::begun).findFirst().orElse(shards.get(0));
        return new SearchOutcome(
                first.scenario,
                first.variant,
                first.writer,
                first.begun,
                shards.stream().mapToLong(SearchOutcome::schedules).sum(),
                shards.stream().mapToLong(SearchOutcome::bad).sum(),
                shards.stream().mapToLong(SearchOutcome::unclear).sum(),
                shards.stream().allMatch(SearchOutcome::exhausted),
                shards.stream().mapToLong(SearchOutcome::withinBound).sum(),
                first.estimate,
                first.estimateError,
                shards.stream().mapToLong(SearchOutcome::digest).sum(),
                shards.stream().mapToDouble(SearchOutcome::seconds).sum(),
                shards.stream().mapToInt(SearchOutcome::workers).sum(),
                shards.stream().allMatch(SearchOutcome::pinned),
                united(shards));
    }

    /** Each kind of defect once, by the smallest run; a kind is told by what it shows and the faulted calls. */
    private static List<Defect> united(List<SearchOutcome> shards) {
        Map<Sighting.Kind, Defect> simplest = new LinkedHashMap<>();
        Comparator<Defect> bySimplicity = Comparator.<Defect>comparingInt(
                        each -> each.needs().sum())
                .thenComparingInt(each -> each.needs().faults())
                .thenComparingInt(each -> each.needs().departures())
                .thenComparing(Defect::token);
        for (SearchOutcome shard : shards) {
            for (Defect each : shard.findings) {
                simplest.merge(kind(each), each, (one, other) -> bySimplicity.compare(one, other) <= 0 ? one : other);
            }
        }
        List<Defect> findings = new ArrayList<>(simplest.values());
        findings.sort(bySimplicity);
        return Defect.onceForEachRun(findings);
    }

    private static Sighting.Kind kind(Defect defect) {
        return new Sighting.Kind(
                new Found.Symptom(defect.kind(), defect.verdict().name(), defect.symptom()), defect.faultedCalls());
    }
}
