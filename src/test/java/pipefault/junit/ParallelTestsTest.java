package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.junit.Bodies.writeAndStop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import pipefault.defects.Writers;
import pipefault.scenario.Run;

/** Tests side by side show what they show one after another. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ParallelTestsTest {

    private static final Map<String, String> SIDE_BY_SIDE = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    @TempDir
    private Path folder;

    static class Many {
        @PipefaultTest(subject = Writers.AsShipped.class)
        @Sweep
        void the_model_stops(Run run) {
            writeAndStop(run);
        }

        @PipefaultTest(subject = Writers.Recovering.class)
        @Sweep({"CreateEvent", "WriteFile", "CancelIoEx"})
        void the_recovering_stops(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void the_same_tests_have_the_same_ends_and_messages() {
        List<String> alone = told(Launched.run(Many.class, folder));
        List<String> together = told(Launched.run(Many.class, folder, SIDE_BY_SIDE));

        assertThat(alone).hasSizeGreaterThan(40).anyMatch(each -> each.contains("MEMORY_UNSAFE"));
        assertThat(together).isEqualTo(alone);
    }

    private static List<String> told(Launched launched) {
        return launched.tests().stream()
                .map(each -> each.name() + " " + each.status() + " "
                        + each.result()
                                .getThrowable()
                                .map(Throwable::getMessage)
                                .orElse(""))
                .sorted()
                .toList();
    }

    /** Each of two invocations waits for the other, so they can only pass side by side. */
    static class Paired {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @BeforeEach
        void meet() throws Exception {
            int unused = BOTH.await(20, TimeUnit.SECONDS);
        }

        @PipefaultTest(subject = Writers.Recovering.class)
        @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
        @Fault("CancelIoEx#1 -> fail(ERROR_NOT_FOUND)")
        void stopping_recovers(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void invocations_of_one_test_go_on_at_the_same_time() {
        assertThat(Launched.run(Paired.class, folder, SIDE_BY_SIDE).tests())
                .hasSize(2)
                .allSatisfy(ended -> assertThat(ended.status()).isEqualTo(Status.SUCCESSFUL));
    }
}
