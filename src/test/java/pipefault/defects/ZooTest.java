package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pipefault.explore.Bound;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.explore.Sighting;
import pipefault.explore.Way;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Variant;

/** Each specimen shows what it says, and its twin does well under the same plan. */
class ZooTest {

    private static final Runner RUNNER = Runner.simulated();

    private static final List<String> ORACLES =
            Oracles.all().stream().map(Oracle::name).toList();

    private static List<Zoo.Entry> seen() {
        return Zoo.all().stream().filter(Zoo.Entry::isSeen).toList();
    }

    @Test
    void at_least_nineteen_of_twenty_are_seen_and_the_others_say_why_not() {
        assertThat(Zoo.all()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(seen().size() * 20).isGreaterThanOrEqualTo(Zoo.all().size() * 19);
        assertThat(Zoo.all()).extracting(Zoo.Entry::name).doesNotHaveDuplicates();
        assertThat(seen()).extracting(Zoo.Entry::oracle).isSubsetOf(ORACLES);
        assertThat(seen()).allMatch(entry -> entry.schedules() <= 5_000);
    }

    @TestFactory
    Stream<DynamicTest> shows_what_it_says() {
        return seen().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    RunResult shown = shown(entry);
                    assertThat(shown.verdict())
                            .as("%s %s", shown.evidence(), shown.notes())
                            .isEqualTo(entry.verdict());
                    assertThat(shown.findings()).extracting(Finding::oracle).contains(entry.oracle());
                }));
    }

    @TestFactory
    Stream<DynamicTest> leaves_the_twin_alone() {
        return seen().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    RunResult twin = RUNNER.run(entry.spec(entry.twin()));
                    assertThat(twin.verdict())
                            .as("%s %s", twin.evidence(), twin.notes())
                            .isIn(Variant.GOOD);
                }));
    }

    private static RunResult shown(Zoo.Entry entry) {
        RunSpec spec = entry.spec(entry.factory());
        if (entry.schedules() == 0) {
            return RUNNER.run(spec);
        }
        int half = entry.schedules() / 2;
        SearchPlan plan = new SearchPlan(new Bound(2, 0, 1), Shard.ALL, half, half, 0);
        Sighting sighting = new Search(spec, plan)
                .goOn(() -> false).sightings().stream()
                        .filter(each -> each.kind().symptom().oracle().equals(entry.oracle()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no schedule shows it"));
        return Search.replay(spec, new Way("", "", "", false, sighting.steps())).result();
    }
}
