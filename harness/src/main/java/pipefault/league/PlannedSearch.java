package pipefault.league;

import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.Standing;
import pipefault.league.Looking.Sight;
import pipefault.scenario.RunSpec;

/** Goes through what a plan of {@code explore} holds, one run at a time. */
final class PlannedSearch implements Looking.Search {

    private final RunSpec spec;
    private final Search search;

    PlannedSearch(RunSpec spec, SearchPlan plan) {
        this.spec = spec;
        search = new Search(spec, plan, Track::world);
    }

    @Override
    public Sight next() {
        boolean[] asked = {false};
        Standing standing = search.goOn(() -> {
            boolean before = asked[0];
            asked[0] = true;
            return before;
        });
        if (standing.sightings().stream()
                .anyMatch(each -> each.kind().symptom().verdict().equals("HARNESS_ERROR"))) {
            throw new LeagueError(Track.name(spec) + ": a run of a search went wrong by itself");
        }
        return standing.bad() > 0 ? Sight.BAD : standing.done() ? Sight.NOTHING_LEFT : Sight.GOOD;
    }
}
