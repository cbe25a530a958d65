package pipefault.league;

import pipefault.inject.FaultChoice;
import pipefault.league.Looking.Sight;
import pipefault.scenario.RunSpec;

/**
 * One search: a way of looking at one writer under one script, with one seed and one budget.
 *
 * @param looking the way
 * @param spec what is run, with the seed
 * @param budget how many runs there may be, from 1
 */
public record Look(Looking looking, RunSpec spec, long budget) {

    /**
     * What tells one look from another.
     *
     * @param way the name of the way
     * @param run the script and the writer
     * @param seed decides what is left to chance
     * @param budget how many runs there may be
     */
    record Key(String way, String run, long seed, long budget) {}

    /** Where a look has ended that has found nothing. */
    public static final long NOTHING = 0;

    Key key() {
        return new Key(looking.name(), Track.name(spec), spec.seed(), budget);
    }

    /**
     * Looks until something is bad, the budget is spent, or nothing is left to try.
     *
     * @return the number of the bad run, from 1; {@link #NOTHING} if there was none
     * @throws LeagueError if a run fails for a reason of ours
     */
    public long firstBad() {
        if (Track.run(spec, FaultChoice.NONE) == Sight.BAD) {
            return 1;
        }
        Looking.Search search = looking.begin(spec, budget);
        for (long run = 2; run <= budget; run++) {
            Sight sight = search.next();
            if (sight == Sight.BAD) {
                return run;
            }
            if (sight == Sight.NOTHING_LEFT) {
                return NOTHING;
            }
        }
        return NOTHING;
    }
}
