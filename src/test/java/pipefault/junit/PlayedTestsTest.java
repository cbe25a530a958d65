package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static pipefault.junit.Bodies.writeAndStop;
import static pipefault.world.World.Kernel.NATIVE;
import static pipefault.world.World.Kernel.SIMULATED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import pipefault.defects.Writers;
import pipefault.oracle.Verdict;
import pipefault.pipe.PipePair;
import pipefault.platform.Platform;
import pipefault.scenario.Bounds;
import pipefault.scenario.Run;

/** What becomes of a test body that is played as a script. */
class PlayedTestsTest {

    private static final String CANCEL_FAILS = "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)";
    private static final String EVENT_FAILS = "CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)";

    @TempDir
    private Path folder;

    @PipefaultTest(subject = Writers.AsShipped.class)
    static class OnTheModel {
        @PipefaultTest
        @Fault(CANCEL_FAILS)
        void stopping_recovers(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void a_bad_verdict_is_red_with_the_report_as_message() {
        Launched.Ended ended = Launched.run(OnTheModel.class, folder).only();

        assertThat(ended.status()).isEqualTo(Status.FAILED);
        assertThat(ended.name()).isEqualTo("[1] CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)");
        assertThat(ended.thrown()).isExactlyInstanceOf(AssertionError.class);
        assertThat(ended.message())
                .matches("(?s)Event-1 is closed while op-1, which signals it, is the kernel's"
                        + " \\(by owner, at ReviewedWriter\\.java:\\d+\\)\\.\n"
                        + "  run       OnTheModel, stopping_recovers, as-shipped, seed 0\n.*")
                .contains("  verdict   MEMORY_UNSAFE (expected RECOVERED or UNAFFECTED)\n")
                .contains("  plan      CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)\n  fired     1 of 1\n")
                .endsWith("  replay    mvn test -Dtest='PlayedTestsTest$OnTheModel#stopping_recovers'"
                        + "   (invocation [1], seed 0)\n");
    }

    @Test
    void the_whole_trace_is_attached_as_a_file() throws IOException {
        List<Path> files = Launched.run(OnTheModel.class, folder).files();

        assertThat(files)
                .singleElement()
                .satisfies(file -> assertThat(file).startsWith(folder).hasFileName("pipefault-report.txt"));
        assertThat(Files.readString(files.get(0)))
                .contains("verdict   MEMORY_UNSAFE")
                .contains("a fresh subject begins")
                .doesNotContain("further events");
    }

    @PipefaultTest(subject = Writers.Recovering.class)
    static class OnTheRecovering {
        @PipefaultTest
        @Fault(CANCEL_FAILS)
        @Fault(EVENT_FAILS)
        @Fault("CancelIoEx#1 -> fail(ERROR_NOT_FOUND); WriteFile#2..->fail(ERROR_NO_DATA)")
        void stopping_recovers(Run run) {
            writeAndStop(run);
        }

        @PipefaultTest
        void stopping_is_clean(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void each_fault_is_an_invocation_with_its_name() {
        Launched launched = Launched.run(OnTheRecovering.class, folder);

        assertThat(launched.tests())
                .extracting(Launched.Ended::name, Launched.Ended::status)
                .contains(
                        tuple("[1] without faults", Status.SUCCESSFUL),
                        tuple("[1] " + CANCEL_FAILS, Status.SUCCESSFUL),
                        tuple("[2] " + EVENT_FAILS, Status.SUCCESSFUL));
        assertThat(launched.files()).as("of the one that is red").hasSize(1);
    }

    @Test
    void a_fault_that_never_fires_is_red() {
        assertThat(Launched.run(OnTheRecovering.class, folder).tests())
                .filteredOn(ended -> ended.status() == Status.FAILED)
                .singleElement()
                .satisfies(ended -> assertThat(ended.message())
                        .startsWith("The fault WriteFile#2.. -> fail(ERROR_NO_DATA) never fired.")
                        .contains("verdict   NOT_EXERCISED"));
    }

    static class Declared {
        @PipefaultTest(
                subject = Writers.Recovering.class,
                expect = {Verdict.RECOVERED, Verdict.NOT_EXERCISED})
        @Fault("WriteFile#9 -> fail(ERROR_NO_DATA)")
        void may_miss(Run run) {
            writeAndStop(run);
        }

        @PipefaultTest(subject = Writers.AsShipped.class, expect = Verdict.MEMORY_UNSAFE)
        @Fault(CANCEL_FAILS)
        void is_known_to_be_unsafe(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void an_expected_verdict_is_green() {
        assertThat(Launched.run(Declared.class, folder).tests())
                .hasSize(2)
                .allSatisfy(ended -> assertThat(ended.status()).isEqualTo(Status.SUCCESSFUL));
    }

    static class WronglyExpecting {
        @PipefaultTest(subject = Writers.Recovering.class, expect = Verdict.MEMORY_UNSAFE)
        @Fault(CANCEL_FAILS)
        void is_known_to_be_unsafe(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    void an_expected_bad_verdict_that_does_not_come_is_red() {
        assertThat(Launched.run(WronglyExpecting.class, folder).only().message())
                .contains("verdict   RECOVERED (expected MEMORY_UNSAFE)");
    }

    static class Asserting {
        @PipefaultTest(subject = Writers.AsShipped.class)
        @Fault(CANCEL_FAILS)
        void claims_something_of_its_own(Run run) {
            writeAndStop(run);
            run.hazard(() -> assertEquals(1, run.accepted()));
        }

        @PipefaultTest(subject = Writers.Recovering.class)
        @Fault(EVENT_FAILS)
        void claims_what_holds_under_the_fault_only(Run run) {
            assertThat(run.open()).as("opened").isFalse();
        }
    }

    @Test
    void what_the_body_throws_comes_out_as_it_is_with_the_report_beside_it() {
        assertThat(Launched.run(Asserting.class, folder).tests())
                .filteredOn(ended -> ended.name().contains("CancelIoEx"))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.thrown())
                            .isInstanceOf(AssertionFailedError.class)
                            .hasMessage("expected: <1> but was: <65536>");
                    assertThat(ended.thrown().getSuppressed())
                            .singleElement()
                            .satisfies(report -> assertThat(report)
                                    .hasMessageContaining("verdict   MEMORY_UNSAFE")
                                    .hasMessageContaining(
                                            "assertion: the script fails: expected: <1> but was: <65536>"));
                });
    }

    @Test
    void what_fails_in_the_control_run_says_so() {
        assertThat(Launched.run(Asserting.class, folder).tests())
                .filteredOn(ended -> ended.name().contains("CreateEvent"))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.message()).contains("[opened]");
                    assertThat(ended.thrown().getSuppressed()[0])
                            .hasMessageContaining("It was the control run")
                            .hasMessageContaining("run.hazard(...)")
                            .hasMessageContaining("control run without faults");
                });
    }

    static class WithoutControl {
        @PipefaultTest(subject = Writers.Recovering.class, control = false)
        @Fault(EVENT_FAILS)
        void claims_what_holds_under_the_fault_only(Run run) {
            assertThat(run.open()).as("opened").isFalse();
        }
    }

    @Test
    void the_control_run_can_be_left_out() {
        assertThat(Launched.run(WithoutControl.class, folder).only().status()).isEqualTo(Status.SUCCESSFUL);
    }

    static class Asking {
        @PipefaultTest(subject = Writers.Recovering.class)
        void gets_what_belongs_to_the_run(Run run, PipePair pipe, Platform platform, TestInfo info, @TempDir Path own) {
            assertThat(pipe).isSameAs(run.pipe());
            assertThat(platform).isSameAs(run.platform());
            assertThat(info.getDisplayName()).isEqualTo("[1] without faults");
            assertThat(own).isDirectory();
            writeAndStop(run);
            PipefaultAssertions.assertThat(run).trace().containsInOrder("WriteFile", "CancelIoEx");
        }
    }

    @Test
    void parameters_are_those_of_the_run_and_of_other_extensions() {
        assertThat(Launched.run(Asking.class, folder).only().result().getThrowable())
                .isEmpty();
    }

    @PipefaultTest(subject = Writers.Recovering.class)
    static class OnBothKernels {
        @PipefaultTest
        @Kernel({SIMULATED, NATIVE})
        @Fault(CANCEL_FAILS)
        void stopping_recovers(Run run) {
            writeAndStop(run);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_kernel_that_is_not_here_aborts_with_the_reason() {
        List<Launched.Ended> tests = Launched.run(OnBothKernels.class, folder).tests();

        assertThat(tests).extracting(Launched.Ended::status).containsExactly(Status.SUCCESSFUL, Status.ABORTED);
        assertThat(tests.get(1).name()).endsWith(", on the native kernel");
        assertThat(tests.get(1).message()).contains("the native kernel is not available here: this JVM runs on ");
    }

    static class Assuming {
        @PipefaultTest(subject = Writers.Recovering.class)
        void has_no_place_here(Run run) {
            assumeTrue(run.accepted() > 0, "not here");
        }
    }

    @Test
    void an_assumption_of_the_body_aborts() {
        Launched.Ended ended = Launched.run(Assuming.class, folder).only();

        assertThat(ended.status()).isEqualTo(Status.ABORTED);
        assertThat(ended.thrown()).isInstanceOf(TestAbortedException.class).hasMessageContaining("not here");
    }

    static class Unopened {
        @PipefaultTest(subject = Writers.Recovering.class)
        void forgets_to_open(Run run) {
            run.stop().within(Bounds.STEP);
        }
    }

    @Test
    void a_body_that_uses_what_is_not_open_is_told_so() {
        assertThat(Launched.run(Unopened.class, folder).only().message())
                .isEqualTo("the script calls a subject that is not open");
    }
}
