package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pipefault.explore.Sweep;
import pipefault.explore.SweepResult;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** The skeleton as it stands is a right writer: every oracle decides, in every scenario, and under many schedules. */
class SkeletonTest {

    private static final int SEEDS = 20;

    private static final SubjectFactory SKELETON = Zoo.skeleton();

    private static final Runner RUNNER =
            new Runner(seed -> SimulatedWorld.create(seed == 0 ? Schedules.first() : Schedules.randomWithKernel(seed)));

    /** Their plans fail calls that only the recovering writer makes. */
    private static final Set<String> OF_OTHERS = Set.of("nothing-ends-it", "false-time-out");

    private static Stream<Scenario> scenarios() {
        return Scenarios.everything().stream();
    }

    @TestFactory
    Stream<DynamicTest> survives_a_complete_sweep_of_every_script() {
        return scenarios()
                .filter(scenario -> !ZooScenarios.all().contains(scenario))
                .flatMap(scenario -> scenario.variants().stream()
                        .map(variant -> DynamicTest.dynamicTest(
                                scenario.id() + "/" + variant.name(), () -> survives(scenario, variant))));
    }

    private static void survives(Scenario scenario, Variant variant) {
        Sweep sweep = Sweep.begin(new RunSpec(scenario, variant, SKELETON, 0, null), RUNNER);
        SweepResult result = new SweepResult(sweep, false);
        result.toTest().forEach(cell -> result.add(sweep.test(cell, RUNNER::run, () -> false)));
        assertThat(result.defects())
                .map(defect -> defect.result().plan() + ": " + defect.result().evidence())
                .isEmpty();
        assertThat(result.runs()).isGreaterThan(10);
    }

    @TestFactory
    Stream<DynamicTest> does_well_in_every_scenario() {
        return scenarios()
                .flatMap(scenario -> scenario.variants().stream()
                        .filter(variant -> !OF_OTHERS.contains(variant.name()))
                        .map(variant -> DynamicTest.dynamicTest(
                                scenario.id() + "/" + variant.name(), () -> doesWell(scenario, variant, SKELETON))));
    }

    @TestFactory
    Stream<DynamicTest> the_recovering_writer_does_well_in_the_scripts_for_specimens() {
        return ZooScenarios.all().stream()
                .flatMap(scenario -> scenario.variants().stream()
                        .map(variant -> DynamicTest.dynamicTest(
                                scenario.id() + "/" + variant.name(),
                                () -> doesWell(scenario, variant, Writers.recovering()))));
    }

    private static void doesWell(Scenario scenario, Variant variant, SubjectFactory writer) {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<RunResult> results = RUNNER.runWithControl(new RunSpec(scenario, variant, writer, seed, null));
            for (RunResult result : results) {
                assertThat(result.verdict())
                        .as("%s run, schedule %d: %s %s", result.phase(), seed, result.evidence(), result.notes())
                        .isIn(Variant.GOOD);
            }
        }
    }
}
