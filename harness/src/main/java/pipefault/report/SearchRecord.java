package pipefault.report;

import java.util.List;
import pipefault.explore.Bound;
import pipefault.explore.SearchOutcome;
import pipefault.explore.Shard;

/**
 * What one start of a search has come to, with what was asked for; plain values.
 *
 * @param version version of Pipefault
 * @param bound what was to be tried
 * @param shard which part of it
 * @param seed the seed of the random runs
 * @param searches one for each script and writer
 */
public record SearchRecord(String version, Bound bound, Shard shard, long seed, List<SearchOutcome> searches) {

    /** Copies the list. */
    public SearchRecord {
        searches = List.copyOf(searches);
    }
}
