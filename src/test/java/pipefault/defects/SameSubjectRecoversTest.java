package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

/** D3 asks the same subject to go on; a script that closes it before would ask nothing. */
class SameSubjectRecoversTest {

    private final Runner runner = new Runner(seed -> SimulatedWorld.create(Schedules.first()));

    @ParameterizedTest
    @ValueSource(strings = {"consumed-by-wait", "delivered-in-between", "written-in-between"})
    void the_driven_subject_writes_once_more_before_it_is_closed(String variant) {
        Scenario scenario = Scenarios.named("D3-window").orElseThrow();
        RunSpec spec = new RunSpec(scenario, scenario.variant(variant).orElseThrow(), Writers.recovering(), 1, null);

        List<RunResult> results = runner.runWithControl(spec);

        assertThat(results).extracting(RunResult::verdict).allMatch(Verdict::isGood);
        for (RunResult result : results) {
            assertThat(result.trace().records().stream()
                            .filter(record -> record.kind() == CallRecord.Kind.STEP)
                            .map(CallRecord::text))
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
