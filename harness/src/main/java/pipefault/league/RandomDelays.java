package pipefault.league;

import pipefault.explore.Bound;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.scenario.RunSpec;

/** Holds up threads at random. */
final class RandomDelays implements Looking {

    private static final Bound NO_FAULTS = new Bound(1, 0, 1);

    @Override
    public String name() {
        return "random delays";
    }

    @Override
    public String words() {
        return "Injects no fault. Threads are held up at random, and now and then the kernel is early or late: the walks of `explore`.";
    }

    @Override
    public boolean takesChance() {
        return true;
    }

    @Override
    public Search begin(RunSpec spec, long budget) {
        return new PlannedSearch(spec, new SearchPlan(NO_FAULTS, Shard.ALL, 0, budget - 1, 0));
    }
}
