package pipefault.report;

import java.util.Optional;
import pipefault.explore.Defect;
import pipefault.explore.SearchOutcome;
import pipefault.explore.SearchPlan;

/** Knows which counts of a search go together. */
final class SearchCounts {

    private SearchCounts() {}

    /** Returns why no search with such a plan comes to such counts, in one clause; empty if one may. */
    static Optional<String> impossible(SearchOutcome search, SearchPlan plan) {
        long random = search.schedules() - search.withinBound();
        if (!search.begun() && !isNothing(search)) {
            return Optional.of("it was not begun, and has come to something");
        }
        if (random < 0) {
            return Optional.of("withinBound is " + search.withinBound() + ", of " + search.schedules() + " schedules");
        }
        if (search.withinBound() > plan.exhaustive()) {
            return Optional.of("withinBound is " + search.withinBound() + ", and the limit was " + plan.exhaustive());
        }
        if (random > plan.random()) {
            return Optional.of("there are " + random + " random runs, and " + plan.random() + " were planned");
        }
        if (search.bad() + search.unclear() > search.schedules()) {
            return Optional.of(search.bad() + " are bad and " + search.unclear() + " unclear, of " + search.schedules()
                    + " schedules");
        }
        if ((search.bad() == 0) != search.findings().isEmpty()) {
            return Optional.of(search.bad() + " schedules are bad, and there are "
                    + Prose.counted(search.findings().size(), "finding"));
        }
        return search.findings().stream()
                .map(finding -> impossible(finding, search))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> impossible(Defect finding, SearchOutcome search) {
        if (finding.at() > search.schedules()) {
            return Optional.of("a finding is at schedule " + finding.at() + ", of " + search.schedules());
        }
        Defect.Needs needs = finding.needs();
        long sum = (long) needs.faults() + needs.switches() + needs.departures();
        return sum == finding.words().size()
                ? Optional.empty()
                : Optional.of("a finding needs " + sum + " departures, and tells "
                        + finding.words().size());
    }

    private static boolean isNothing(SearchOutcome search) {
        return search.schedules() == 0
                && search.withinBound() == 0
                && !search.exhausted()
                && search.digest() == 0
                && search.findings().isEmpty();
    }
}
