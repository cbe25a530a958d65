package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.app.WorkerMain;
import pipefault.scenario.IsolatedRunner;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;
import pipefault.scenario.Runner;
import pipefault.scenario.Workers;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** Every writer shows on the real kernel what it shows on the simulated one. */
@Tag("native")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RealKernelSuiteTest {

    private final Runner simulated = new Runner(seed -> SimulatedWorld.create(Schedules.first()));
    private RunExecutor real = simulated;

    @BeforeAll
    void start() {
        real = new IsolatedRunner(Workers.sameJvm(WorkerMain.class.getName(), List.of()));
    }

    @AfterAll
    void end() {
        real.close();
    }

    static List<Expectation> all() {
        return Expectation.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shows_what_is_expected_and_what_the_simulation_shows(Expectation expectation) {
        List<RunResult> results = real.runWithControl(expectation.spec(1));

        assertThat(expectation.complaintAbout(results)).isNull();
        assertThat(results)
                .extracting(RunResult::verdict)
                .isEqualTo(simulated.runWithControl(expectation.spec(0)).stream()
                        .map(RunResult::verdict)
                        .toList());
    }
}
