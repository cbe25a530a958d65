package pipefault.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a search is to go; plain values, so that a worker process can be told.
 *
 * @param bound what is tried exhaustively; random runs keep to its faults and departures of the kernel
 * @param shard which part
 * @param exhaustive how many runs are tried exhaustively at the most, in this part
 * @param walks how many random walks there are, in all shards together
 * @param priorities how many runs with random priorities there are, in all shards together
 */
public record SearchPlan(Bound bound, Shard shard, long exhaustive, long walks, long priorities) {

    /** Tells whether nothing is tried exhaustively. */
    public boolean triesNothingExhaustively() {
        return exhaustive == 0;
    }

    /** Tells whether everything within the bound is to be tried, however much that is. */
    public boolean triesWithoutLimit() {
        return exhaustive == Long.MAX_VALUE;
    }

    /** Returns how many random runs there are, in all shards together. */
    public long random() {
        return walks + priorities;
    }

    /** Returns the usual plan for so many runs: a third of them exhaustively, a third as walks, a third with random priorities. */
    public static SearchPlan usual(Bound bound, Shard shard, long runs) {
        long exhaustive = runs / 3;
        long walks = (runs - exhaustive) / 2;
        return new SearchPlan(bound, shard, exhaustive, walks, runs - exhaustive - walks);
    }

    /** Returns a plan to try all that is within a bound, and nothing else. */
    public static SearchPlan exhausting(Bound bound, Shard shard) {
        return new SearchPlan(bound, shard, Long.MAX_VALUE, 0, 0);
    }

    /**
     * Returns plans that together do what this one does, each run once.
     *
     * <p>Which runs that are does not depend on how many plans there are, unless {@link #exhaustive} cuts them short.
     */
    public List<SearchPlan> parts(int parts) {
        List<SearchPlan> plans = new ArrayList<>();
        for (Shard part : shard.parts(parts)) {
            long rest = plans.size() < exhaustive % parts ? 1 : 0;
            long share = exhaustive == Long.MAX_VALUE ? exhaustive : exhaustive / parts + rest;
            plans.add(new SearchPlan(bound, part, share, walks, priorities));
        }
        return plans;
    }
}
