package pipefault.report;

import java.util.List;
import pipefault.explore.SearchOutcome;
import pipefault.explore.SearchPlan;

/**
 * What one start of a search has come to, with what was asked for; plain values.
 *
 * @param version version of Pipefault
 * @param plan what was to be tried, in which part
 * @param seed the seed of the random runs
 * @param searches one for each script and writer
 */
public record SearchRecord(String version, SearchPlan plan, long seed, List<SearchOutcome> searches) {

    /** Copies the list. */
    public SearchRecord {
        searches = List.copyOf(searches);
    }
}
