package pipefault.explore;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;

/** Turns what a team has seen into what a reader wants to know: small runs, in words, each kind of defect once. */
public final class Defects {

    private Defects() {}

    /**
     * Makes what was seen small, and each of it again in this process; what is another run then is told as an error of ours.
     *
     * @param deadline ends making it small; what is left is told as it was found
     * @param enough is asked now and then, and ends it too
     * @return the simplest first
     */
    public static List<Defect> of(
            RunSpec spec, SearchPlan plan, SearchTeam team, Deadline deadline, BooleanSupplier enough) {
        List<Sighting> sightings = team.standing().sightings();
        List<Optional<Smallest>> smallest = team.shrink(sightings, deadline, enough);
        Map<Sighting.Kind, Told> simplest = new LinkedHashMap<>();
        for (int i = 0; i < sightings.size(); i++) {
            Told told = smallest.get(i).isEmpty() && team.failure() instanceof Diverged parted
                    ? changed(spec, plan, sightings.get(i), String.valueOf(parted.getMessage()))
                    : told(spec, plan, sightings.get(i), smallest.get(i));
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
        String expected = smallest.map(Smallest::traceDigest).orElse(seen.traceDigest());
        if (!expected.equals(result.trace().digest())) {
            String difference = Repetition.difference(
                            result.trace(), Search.replay(spec, way).result().trace())
                    .orElseGet(() -> Repetition.changed(expected, result.trace().digest()));
            return changed(spec, plan, seen, difference);
        }
        Found found = new Found(replayed.departures(), result, seen.at());
        Defect defect = new Defect(
                result.verdict(),
                seen.kind().symptom().oracle(),
                seen.kind().symptom().symptom(),
                Defect.Needs.of(replayed.departures()),
                replayed.departures().stream().map(Departure::words).toList(),
                found.points(),
                smallest.map(each -> each.confirmed() ? Defect.Smallness.PROVEN : Defect.Smallness.NOT_PROVEN)
                        .orElse(Defect.Smallness.AS_FOUND),
                way.text(),
                seen.at(),
                result.evidence());
        return new Told(
                Sighting.of(
                        new Sighting.Kind(seen.kind().symptom(), found.points()),
                        replayed.departures(),
                        seen.at(),
                        expected),
                defect);
    }

    /** A run that is another one when it is made again shows nothing of the subject; nor does what was seen beside it. */
    private static Told changed(RunSpec spec, SearchPlan plan, Sighting seen, String difference) {
        Finding finding = new Finding("harness", Verdict.HARNESS_ERROR, difference);
        Way way = Search.way(spec, plan, seen.steps());
        List<Departure> departures = Search.replay(spec, way).departures();
        Defect defect = new Defect(
                Verdict.HARNESS_ERROR,
                finding.oracle(),
                "a run cannot be made again",
                Defect.Needs.of(departures),
                departures.stream().map(Departure::words).toList(),
                List.of(),
                Defect.Smallness.AS_FOUND,
                way.text(),
                seen.at(),
                List.of(finding));
        return new Told(seen, defect);
    }
}
