package pipefault.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a search, or a part of one, has come; plain values, so that a worker process can hand it on.
 *
 * @param runs how many runs counted
 * @param withinBound how many of them were part of trying everything; no two of them are the same
 * @param bad how many were bad
 * @param unclear how many were neither good nor bad: a fault of the script's own plan did not fire, for example
 * @param digest a number that the same set of runs always has; those of parts add up
 * @param deepest the largest number of decisions that a run came by
 * @param exhausted whether everything within the bound was tried
 * @param done whether all that was planned was done
 * @param sightings the kinds of defects, the simplest first
 */
public record Standing(
        long runs,
        long withinBound,
        long bad,
        long unclear,
        long digest,
        int deepest,
        boolean exhausted,
        boolean done,
        List<Sighting> sightings) {

    /** What a part has come to that has not begun. */
    public static final Standing NOTHING = new Standing(0, 0, 0, 0, 0, 0, false, false, List.of());

    /** Copies the list. */
    public Standing {
        sightings = List.copyOf(sightings);
    }

    /** Returns what parts have come to together. */
    public static Standing sum(List<Standing> parts) {
        long runs = 0;
        long withinBound = 0;
        long bad = 0;
        long unclear = 0;
        long digest = 0;
        int deepest = 0;
        boolean exhausted = true;
        boolean done = true;
        List<Sighting> sightings = new ArrayList<>();
        for (Standing part : parts) {
            runs += part.runs;
            withinBound += part.withinBound;
            bad += part.bad;
            unclear += part.unclear;
            digest += part.digest;
            deepest = Math.max(deepest, part.deepest);
            exhausted &= part.exhausted;
            done &= part.done;
            sightings.addAll(part.sightings);
        }
        return new Standing(runs, withinBound, bad, unclear, digest, deepest, exhausted, done, simplest(sightings));
    }

    /** Returns the simplest of each kind, in order; what shows the same with more faults is left out. */
    static List<Sighting> simplest(List<Sighting> all) {
        Map<Sighting.Kind, Sighting> byKind = new LinkedHashMap<>();
        all.forEach(each -> byKind.merge(each.kind(), each, Sighting::simpler));
        return byKind.values().stream()
                .filter(each ->
                        byKind.keySet().stream().noneMatch(other -> each.kind().isMoreOf(other)))
                .sorted()
                .toList();
    }
}
