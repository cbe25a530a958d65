package pipefault.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pipefault.defects.PlainScenario;
import pipefault.explore.Bound;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.Shard;
import pipefault.explore.Standing;
import pipefault.explore.Sweep;
import pipefault.explore.SweepResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;

/** One fault moved over every call of the plain script, and a search with a switch, a fault and a departure each. */
class TwinsUnderFaultsTest {

    private static final Runner RUNNER = Runner.simulated();
    private static final int SCHEDULES = Integer.getInteger("pipefault.twin.schedules", 150);

    private static RunSpec spec(SubjectFactory writer) {
        Scenario plain = PlainScenario.scenario();
        return new RunSpec(plain, plain.variants().get(0), writer, 0, null);
    }

    @TestFactory
    Stream<DynamicTest> survive_every_answer_to_every_call() {
        return Twins.all().stream()
                .map(twin -> DynamicTest.dynamicTest(twin.name(), () -> {
                    Sweep sweep = Sweep.begin(spec(twin), RUNNER);
                    SweepResult result = new SweepResult(sweep, false);
                    result.toTest().forEach(cell -> result.add(sweep.test(cell, RUNNER::run, () -> false)));

                    assertThat(result.defects()).isEmpty();
                    assertThat(result.cells()).hasSizeGreaterThan(20);
                }));
    }

    @TestFactory
    Stream<DynamicTest> withstand_a_search() {
        return Twins.all().stream()
                .map(twin -> DynamicTest.dynamicTest(twin.name(), () -> {
                    SearchPlan plan =
                            new SearchPlan(new Bound(1, 1, 1), Shard.ALL, SCHEDULES, SCHEDULES / 2, SCHEDULES / 2);
                    List<Search> team = plan.parts(1).stream()
                            .map(part -> new Search(spec(twin), part))
                            .toList();
                    try (SearchTeam searching = new SearchTeam(team)) {
                        searching.work(() -> false, standing -> {});
                        assertThat(searching.failure()).isNull();
                        Standing standing = searching.standing();
                        assertThat(standing.sightings()).isEmpty();
                        assertThat(standing.bad()).isZero();
                        assertThat(standing.runs()).isGreaterThanOrEqualTo(SCHEDULES);
                    }
                }));
    }
}
