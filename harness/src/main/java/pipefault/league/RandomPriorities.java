package pipefault.league;

import pipefault.explore.Bound;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.scenario.RunSpec;

/** Lets threads run by random priorities. */
final class RandomPriorities implements Looking {

    private static final Bound NO_FAULTS = new Bound(1, 0, 1);

    @Override
    public String name() {
        return "PCT";
    }

    @Override
    public String words() {
        return "Injects no fault. Threads run by random priorities, which change at two places; the kernel departs once at most.";
    }

    @Override
    public boolean takesChance() {
        return true;
    }

    @Override
    public Search begin(RunSpec spec, long budget) {
        return new PlannedSearch(spec, new SearchPlan(NO_FAULTS, Shard.ALL, 0, 0, budget - 1));
    }
}
