package pipefault.explore;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.RunResult;

/**
 * What a hunt has come to.
 *
 * @param schedules how many runs were made; no two of them are the same
 * @param faults how many different faults were tried in them, besides those of the plan
 * @param exhausted whether everything within the bound was tried
 * @param found the wanted run; null if none was found
 */
public record Hunted(
        long schedules,
        long faults,
        boolean exhausted,
        @Nullable Quarry found) {

    /** Returns the wanted run; empty if none was found. */
    public Optional<Quarry> quarry() {
        return Optional.ofNullable(found);
    }

    /**
     * The wanted run, made small and made again.
     *
     * @param token replays it
     * @param departures what leads to it, in words
     * @param result what it shows
     * @param confirmed whether each departure was taken away on trial, and what was wanted was gone
     * @param at the number of the run that was found first, from 1
     */
    public record Quarry(String token, List<Departure> departures, RunResult result, boolean confirmed, long at) {

        /** Copies the list. */
        public Quarry {
            departures = List.copyOf(departures);
        }

        /** Returns how much the run departs from the default one. */
        public Defect.Needs needs() {
            return Defect.Needs.of(departures);
        }

        /** Returns the bound within which the run lies, and no smaller one. */
        public Bound bound() {
            Defect.Needs needs = needs();
            return new Bound(needs.switches(), needs.faults(), needs.departures());
        }
    }
}
