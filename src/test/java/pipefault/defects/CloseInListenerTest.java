package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.fault.FaultPlan;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.twin.Twins;

/** Writers whose listener closes them while the owner's loop takes no task, so that the pool tells it. */
class CloseInListenerTest {

    private static final Runner RUNNER = Runner.simulated();

    /** An order of threads in which a second callback was queued when the listener was told inside the first. */
    private static final long TWO_CALLBACKS = 86_363;

    static Stream<SubjectFactory> writers() {
        return Twins.all().stream();
    }

    @ParameterizedTest
    @MethodSource("writers")
    void do_not_have_to_wait_for_their_own_callback(SubjectFactory writer) {
        Scenario zoo = ZooScenarios.all().get(0);
        Variant variant = zoo.variant("closed-by-listener_bare").orElseThrow();

        RunResult result =
                RUNNER.run(new RunSpec(zoo, variant, writer, TWO_CALLBACKS, FaultPlan.parse("Post -> reject")));

        assertThat(result.verdict()).as("%s", result.evidence()).isIn(Variant.GOOD);
    }
}
