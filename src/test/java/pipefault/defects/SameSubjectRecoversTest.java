package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.trace.CallRecord;

/** D3 asks the same subject to go on; where its script closes the subject, a fresh one is asked. */
class SameSubjectRecoversTest {

    private final Runner runner = new Runner(seed -> SimulatedWorld.create(Schedules.first()));

    @Test
    void a_subject_that_the_script_closes_is_followed_by_a_fresh_one() {
        for (RunResult result : results("closed-in-between")) {
            assertThat(steps(result))
                    .containsSubsequence(
                            "close ends",
                            "the run is wound down",
                            RunResult.SUBJECT_DONE,
                            "write of a fresh subject begins");
        }
    }

    private List<RunResult> results(String variant) {
        Scenario scenario = Scenarios.named("D3-window").orElseThrow();
        return runner.runWithControl(
                new RunSpec(scenario, scenario.variant(variant).orElseThrow(), Writers.recovering(), 1, null));
    }

    private static Stream<String> steps(RunResult result) {
        return result.trace().records().stream()
                .filter(record -> record.kind() == CallRecord.Kind.STEP)
                .map(CallRecord::text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumed-by-wait", "delivered-in-between", "written-in-between"})
    void the_driven_subject_writes_once_more_before_it_is_closed(String variant) {
        List<RunResult> results = results(variant);

        assertThat(results).extracting(RunResult::verdict).allMatch(Verdict::isGood);
        for (RunResult result : results) {
            assertThat(steps(result))
                    .containsSubsequence(
                            "the faults are lifted; recovery begins",
                            "write begins",
                            "write ends -> true",
                            "the run is wound down",
                            "close ends")
                    .doesNotContain(RunResult.SUBJECT_DONE);
        }
    }
}
