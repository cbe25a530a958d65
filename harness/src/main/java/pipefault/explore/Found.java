package pipefault.explore;

import java.util.List;
import pipefault.oracle.Finding;
import pipefault.scenario.RunResult;

/**
 * A way to something bad.
 *
 * @param departures the decisions that lead there
 * @param result the run
 * @param at the number of the run that found it, from 1
 */
public record Found(List<Departure> departures, RunResult result, long at) {

    /** Copies the list. */
    public Found {
        departures = List.copyOf(departures);
    }

    /** What makes two runs show the same defect: the property that is broken, and how. */
    record Kind(String oracle, String verdict) {}

    /** Returns what is broken here, the worst of it. */
    Kind kind() {
        return kindOf(result);
    }

    /** Returns the same, with the calls that got other answers than the kernel's. */
    Sighting.Kind sightingKind() {
        List<String> points = departures.stream()
                .map(Departure::point)
                .filter(point -> !point.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return new Sighting.Kind(kind().oracle(), kind().verdict(), points);
    }

    static Kind kindOf(RunResult result) {
        return result.evidence().stream()
                .filter(finding -> finding.verdict() == result.verdict())
                .findFirst()
                .map(Found::kindOf)
                .orElse(new Kind("none", result.verdict().name()));
    }

    private static Kind kindOf(Finding finding) {
        return new Kind(finding.oracle(), finding.verdict().name());
    }
}
