package pipefault.league;

import pipefault.explore.Bound;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.scenario.RunSpec;

/** The search as `explore` makes it by default. */
final class Portfolio implements Looking {

    @Override
    public String name() {
        return "explore";
    }

    @Override
    public String words() {
        return "What `explore` does: a third of the budget exhausts what lies within one switch of threads, one fault and one departure of the kernel, few first; a third walks at random; a third is PCT; all with faults.";
    }

    @Override
    public boolean takesChance() {
        return true;
    }

    @Override
    public boolean dividesBudget() {
        return true;
    }

    @Override
    public Search begin(RunSpec spec, long budget) {
        return new PlannedSearch(spec, SearchPlan.usual(Bound.USUAL, Shard.ALL, budget - 1));
    }
}
