package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.world.World.Kernel.NATIVE;
import static pipefault.world.World.Kernel.SIMULATED;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import pipefault.defects.Writers;
import pipefault.scenario.Bounds;
import pipefault.scenario.Run;

/** The same body on a simulated and on a real kernel32. */
@Tag("native")
class TestsOnTheRealKernelTest {

    @TempDir
    private Path folder;

    @Kernel({SIMULATED, NATIVE})
    static class OnBoth {
        private static void writeAndStop(Run run) {
            boolean unused = run.open() && run.write(Run.LARGE);
            run.stop().within(Bounds.STEP);
            run.close().within(Bounds.STEP);
        }

        @PipefaultTest(subject = Writers.AsShipped.class)
        @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
        void the_model_stops(Run run) {
            writeAndStop(run);
        }

        @PipefaultTest(subject = Writers.Recovering.class)
        @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
        void the_recovering_stops(Run run) {
            writeAndStop(run);
            Waits.await(run, "a condition that holds", Bounds.STEP).until(() -> run.accepted() == Run.LARGE);
        }
    }

    @Test
    void both_come_to_the_same_verdicts() {
        List<Launched.Ended> tests = Launched.run(OnBoth.class, folder).tests();

        assertThat(tests).hasSize(4);
        assertThat(tests)
                .filteredOn(ended -> ended.status() == Status.FAILED)
                .hasSize(2)
                .allSatisfy(ended -> assertThat(ended.message()).contains("verdict   MEMORY_UNSAFE"))
                .extracting(Launched.Ended::name)
                .anyMatch(name -> name.endsWith(", on the native kernel"));
        assertThat(tests)
                .filteredOn(ended -> ended.status() == Status.SUCCESSFUL)
                .hasSize(2);
    }
}
