package pipefault.explore;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;

/** Turns what a team has seen into what a reader wants to know: small runs, in words, each kind of defect once. */
public final class Defects {

    private Defects() {}

    /**
     * Makes what was seen small, and each of it again in this process.
     *
     * @param enough ends making it small; what is left is told as it was found
     * @return the simplest first
     * @throws Diverged if a run is another one in this process: an error of ours
     */
    public static List<Defect> of(RunSpec spec, SearchPlan plan, SearchTeam team, BooleanSupplier enough) {
        List<Sighting> sightings = team.standing().sightings();
        List<Optional<Smallest>> smallest = team.shrink(sightings, enough);
        Map<Sighting.Kind, Told> simplest = new LinkedHashMap<>();
        for (int i = 0; i < sightings.size(); i++) {
            Told told = told(spec, plan, sightings.get(i), smallest.get(i));
            simplest.merge(told.sighting().kind(), told, Told::simpler);
        }
        return Defect.onceForEachRun(simplest.values().stream()
                .sorted(Comparator.comparing(Told::sighting))
                .map(told -> told.defect().seenAt(told.sighting().at()))
                .toList());
    }

    /** A defect, and what it was seen by in the end. */
    private record Told(Sighting sighting, Defect defect) {
        static Told simpler(Told one, Told other) {
            return new Told(
                    Sighting.simpler(one.sighting, other.sighting),
                    one.sighting.compareTo(other.sighting) <= 0 ? one.defect : other.defect);
        }
    }

    private static Told told(RunSpec spec, SearchPlan plan, Sighting seen, Optional<Smallest> smallest) {
        Way way = smallest.map(Smallest::way).orElseGet(() -> Search.way(spec, plan, seen.steps()));
        Search.Replayed replayed = Search.replay(spec, way);
        RunResult result = replayed.result();
        String digest = result.trace().digest();
        if (smallest.isPresent() && !smallest.get().traceDigest().equals(digest)) {
            throw new Diverged("the way " + way.text() + " has led to trace "
                    + smallest.get().traceDigest() + " where it was found, and leads to " + digest + " here");
        }
        Found found = new Found(replayed.departures(), result, seen.at());
        Defect defect = new Defect(
                result.verdict(),
                seen.kind().symptom().oracle(),
                seen.kind().symptom().symptom(),
                Defect.Needs.of(replayed.departures()),
                replayed.departures().stream().map(Departure::words).toList(),
                found.points(),
                smallest.map(Smallest::confirmed).orElse(false),
                way.text(),
                seen.at(),
                result.evidence());
        return new Told(
                Sighting.of(new Sighting.Kind(seen.kind().symptom(), found.points()), replayed.departures(), seen.at()),
                defect);
    }
}
