package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import pipefault.defects.Writers;
import pipefault.scenario.Bounds;
import pipefault.scenario.Run;

/** A body under each fault at each of its calls. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SweptTestsTest {

    @TempDir
    private Path folder;

    private static void writeTwiceAndStop(Run run) {
        if (run.open()) {
            boolean unused = run.write(Run.SMALL) && run.write(Run.LARGE);
            run.stop().within(Bounds.STEP);
            run.close().within(Bounds.STEP);
        }
    }

    static class OfTheRecovering {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Sweep({"CancelIoEx", "WriteFile"})
        void stopping_recovers(Run run) {
            writeTwiceAndStop(run);
        }
    }

    @Test
    void there_is_an_invocation_for_each_call_and_answer() {
        List<Launched.Ended> tests = Launched.run(OfTheRecovering.class, folder).tests();

        assertThat(tests).allSatisfy(ended -> assertThat(ended.status()).isEqualTo(Status.SUCCESSFUL));
        assertThat(tests)
                .extracting(Launched.Ended::name)
                .startsWith(
                        "[1] without faults",
                        "[2] WriteFile#1 -> fail(ERROR_NO_DATA)",
                        "[3] WriteFile#2 -> fail(ERROR_NO_DATA)")
                .contains("[21] CancelIoEx#1 -> delay(before, 1500ms)")
                .hasSize(1 + 2 * 7 + 6);
    }

    static class OfTheModel {
        @PipefaultTest(subject = Writers.AsShipped.class)
        @Sweep(value = "CancelIoEx", persistent = true)
        void stopping_recovers(Run run) {
            writeTwiceAndStop(run);
        }
    }

    @Test
    void only_the_invocations_that_break_it_are_red() {
        List<Launched.Ended> tests = Launched.run(OfTheModel.class, folder).tests();

        assertThat(tests.get(0).status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(tests)
                .filteredOn(ended -> ended.name().contains("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)"))
                .singleElement()
                .satisfies(ended -> assertThat(ended.message()).contains("verdict   MEMORY_UNSAFE"));
        assertThat(tests).anyMatch(ended -> ended.name().contains("] CancelIoEx -> fail("));
    }

    static class Flawed {
        @PipefaultTest(subject = Writers.Recovering.class)
        @Sweep
        void claims_what_is_not_so(Run run) {
            boolean unused = run.open();
            PipefaultAssertions.assertThat(run).hasDelivered(1);
        }
    }

    @Test
    void a_body_that_fails_without_faults_is_not_swept() {
        assertThat(Launched.run(Flawed.class, folder).only().message())
                .startsWith("The peer has got 0 bytes, where 1 should be.");
    }

    @PipefaultTest(subject = Writers.Recovering.class)
    static class Around {
        @Nested
        class Inner {
            @PipefaultTest
            @Sweep("CreateEvent")
            void opening_recovers(Run run) {
                writeTwiceAndStop(run);
            }
        }
    }

    @Test
    void a_nested_class_takes_what_the_class_around_it_says() {
        assertThat(Launched.run(Around.class, folder).tests())
                .hasSize(1 + 3 * 3)
                .allSatisfy(ended -> assertThat(ended.status()).isEqualTo(Status.SUCCESSFUL));
    }
}
