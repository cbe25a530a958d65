package pipefault.defects;

import java.time.Duration;
import pipefault.explore.Bound;
import pipefault.explore.Deadline;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.explore.Sighting;
import pipefault.explore.Standing;
import pipefault.explore.Way;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;

/** Runs that a search has found, by name of what they show. */
final class RarelyStuck {

    private static final Duration SHRINKING = Duration.ofMinutes(1);

    private RarelyStuck() {}

    /** A writer that holds its lock while it waits for a callback that may be about to take it. */
    static RunSpec spec() {
        return spec(0);
    }

    /** The same with a seed. */
    static RunSpec spec(long seed) {
        Scenario deadlock = Scenarios.all().stream()
                .filter(scenario -> scenario.id().equals("D1-deadlock"))
                .findFirst()
                .orElseThrow();
        return new RunSpec(
                deadlock,
                deadlock.variant("pending").orElseThrow(),
                Writers.named("unlock-after-wait").orElseThrow(),
                seed,
                null);
    }

    /** The way to its deadlock: one switch. */
    static Way way() {
        return way(spec(), new Bound(1, 0, 0), Verdict.STUCK);
    }

    /** The plain script for a writer. */
    static RunSpec specOf(SubjectFactory writer) {
        Scenario plain = PlainScenario.scenario();
        return new RunSpec(plain, plain.variants().get(0), writer, 0, null);
    }

    /** The way to the first run of the plain script, with one fault, that ends so. */
    static Way wayOf(SubjectFactory writer, Verdict verdict) {
        return way(specOf(writer), new Bound(0, 1, 0), verdict);
    }

    private static Way way(RunSpec spec, Bound bound, Verdict verdict) {
        Search search = new Search(spec, SearchPlan.exhausting(bound, Shard.ALL));
        Standing standing = search.goOn(() -> false);
        Sighting sighting = standing.sightings().stream()
                .filter(seen -> seen.kind().symptom().verdict().equals(verdict.name()))
                .findFirst()
                .orElseThrow();
        return search.shrink(sighting, Deadline.in(SHRINKING), () -> false).way();
    }
}
