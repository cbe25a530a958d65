package pipefault.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pipefault.defects.PlainScenario;
import pipefault.defects.Scenarios;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** Every scenario, with several orders of the threads: no oracle objects to a twin. */
class TwinsInScenariosTest {

    private static final Runner RUNNER = Runner.simulated();
    private static final int SEEDS = 6;

    /** A twin need not make the call of a fault, nor come to the moment that a script waits for; then the run says so. */
    private static final Set<Verdict> WITHOUT_WORD = EnumSet.of(Verdict.NOT_APPLICABLE, Verdict.NOT_EXERCISED);

    @TestFactory
    Stream<DynamicTest> are_good_in_every_scenario() {
        return Twins.all().stream()
                .map(twin -> DynamicTest.dynamicTest(twin.name(), () -> {
                    int exercised = 0;
                    int all = 0;
                    List<Scenario> scenarios = Stream.concat(
                                    Scenarios.all().stream(), Stream.of(PlainScenario.scenario()))
                            .toList();
                    for (Scenario scenario : scenarios) {
                        for (Variant variant : scenario.variants()) {
                            for (int seed = 0; seed < SEEDS; seed++) {
                                exercised += exercised(twin, scenario, variant, seed);
                                all++;
                            }
                        }
                    }
                    assertThat(exercised)
                            .as("runs in which the fault fired, of " + all)
                            .isGreaterThan(all / 4);
                }));
    }

    /** Makes a run; returns 1 if it was exercised, 0 if it was not for a reason that it gives. */
    private static int exercised(SubjectFactory twin, Scenario scenario, Variant variant, long seed) {
        List<RunResult> results = RUNNER.runWithControl(new RunSpec(scenario, variant, twin, seed, null));
        int exercised = 1;
        for (RunResult result : results) {
            ReportedRun run = ReportedRun.of(result, Variant.GOOD, 1, null, "seed " + seed);
            boolean control = result.phase().equals(RunResult.CONTROL);
            if (!run.asExpected() && !control && WITHOUT_WORD.contains(result.verdict())) {
                exercised = 0;
                continue;
            }
            assertThat(run.asExpected())
                    .withFailMessage(() -> "\n" + FailureReport.print(run, Detail.BRIEF))
                    .isTrue();
        }
        return exercised;
    }
}
