package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.world.World.Kernel.SIMULATED;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.Script;
import pipefault.oracle.Verdict;

/** Tests of foreign code, on the simulated kernel: what is green, what is red, and what the body gets. */
class ForeignTestsTest {

    private static final String LOST = "WriteFile#2 -> fail(ERROR_NO_DATA)";

    @TempDir
    private Path folder;

    private List<Launched.Ended> tests(Class<?> sample) {
        Launched launched = Launched.run(sample, folder);
        assertThat(launched.containers()).isEmpty();
        return launched.tests();
    }

    @Kernel(SIMULATED)
    static class Right {
        @ForeignTest(subject = PlainClient.class)
        void without_faults(ForeignResult result) {
            assertThat(result.attempts()).hasSizeGreaterThan(4);
        }

        @ForeignTest(subject = PlainClient.class)
        @Fault(LOST)
        @Fault("ReadFile#1 -> fail(ERROR_BROKEN_PIPE)")
        void with_faults(ForeignResult result) {
            assertThat(result.fired()).isEqualTo(1);
            assertThat(result.attempts()).anyMatch(attempt -> attempt.thrown() != null);
        }
    }

    @Test
    void a_right_client_is_green_and_the_body_sees_what_was_shown() {
        assertThat(tests(Right.class))
                .hasSize(3)
                .allSatisfy(ended -> assertThat(ended.result().getThrowable()).isEmpty());
    }

    @Kernel(SIMULATED)
    static class Flawed {
        @ForeignTest(subject = PlainClient.Silent.class)
        @Fault(LOST)
        void tells_of_a_lost_pipe() {}
    }

    @Test
    void a_flaw_is_red_with_the_report_and_the_way_to_see_it_again() {
        Launched launched = Launched.run(Flawed.class, folder);

        assertThat(launched.only().status()).isEqualTo(Status.FAILED);
        assertThat(launched.only().message())
                .contains("foreign, exchange, plain-client")
                .contains("WriteFile answered 232, and no call threw")
                .contains(LOST)
                .contains("mvn test -Dtest='ForeignTestsTest$Flawed#tells_of_a_lost_pipe'   (invocation [1])");
        assertThat(launched.files()).hasSize(1);
    }

    @Kernel(SIMULATED)
    static class Leaking {
        @ForeignTest(subject = PlainClient.Leaky.class)
        @Fault(LOST)
        void closes_what_it_has_opened() {}

        @ForeignTest(subject = PlainClient.Leaky.class, withoutFaults = Verdict.LEAKED)
        @Fault(LOST)
        void shows_nothing_else(ForeignResult result) {
            assertThat(result.findings()).isEmpty();
        }

        @ForeignTest(
                subject = PlainClient.Leaky.class,
                withoutFaults = Verdict.LEAKED,
                script = Script.EXCHANGE_WHILE_THERE)
        void is_known_to_leak(ForeignResult result) {
            assertThat(result.findings()).hasSize(1);
        }
    }

    @Test
    void what_needs_no_fault_is_red_unless_it_is_allowed_and_then_not_held_against_the_faults() {
        assertThat(tests(Leaking.class))
                .hasSize(3)
                .filteredOn(ended -> ended.status() == Status.FAILED)
                .singleElement()
                .satisfies(ended -> assertThat(ended.message())
                        .contains("never closed: file-1")
                        .contains("without faults"));
    }

    @Kernel(SIMULATED)
    static class Swept {
        @ForeignTest(subject = PlainClient.Silent.class)
        @Sweep({"WriteFile", "ReadFile"})
        void tells_of_everything() {}
    }

    @Test
    void a_sweep_finds_the_flaw_by_itself() {
        List<Launched.Ended> tests = tests(Swept.class);

        assertThat(tests.get(0).name()).isEqualTo("[1] without faults, on the simulated kernel");
        assertThat(tests.get(0).status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(tests)
                .filteredOn(ended -> ended.name().contains("] ReadFile#"))
                .isNotEmpty()
                .allSatisfy(ended -> assertThat(ended.status()).isEqualTo(Status.SUCCESSFUL));
        assertThat(tests)
                .filteredOn(ended -> ended.status() == Status.FAILED)
                .isNotEmpty()
                .allSatisfy(ended -> assertThat(ended.name()).contains("] WriteFile#"));
    }

    @Kernel(SIMULATED)
    static class Claiming {
        @ForeignTest(subject = PlainClient.class)
        void claims_what_is_not_so(ForeignResult result) {
            assertThat(result.attempts()).isEmpty();
        }
    }

    @Test
    void what_the_body_claims_comes_out_as_it_is_and_the_report_as_a_file() {
        Launched launched = Launched.run(Claiming.class, folder);

        assertThat(launched.only().message()).startsWith("\nExpecting empty but was:");
        assertThat(launched.files()).hasSize(1);
    }

    @Kernel(SIMULATED)
    static class NeverFires {
        @ForeignTest(subject = PlainClient.class)
        @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
        void cancels() {}
    }

    @Test
    void a_fault_that_never_fires_is_red() {
        assertThat(Launched.run(NeverFires.class, folder).only().message()).contains("NOT_EXERCISED");
    }

    static class OnTheRealKernel {
        @ForeignTest(subject = PlainClient.class)
        @Sweep
        void is_made_on_windows() {}
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void without_a_real_kernel_it_is_aborted_with_the_reason() {
        Launched.Ended only = Launched.run(OnTheRealKernel.class, folder).only();

        assertThat(only.status()).isEqualTo(Status.ABORTED);
        assertThat(only.message()).contains("the native kernel is not available here");
    }

    static class Both {
        @ForeignTest(subject = PlainClient.class)
        @Fault(LOST)
        @Sweep
        void is_refused() {}
    }

    static class Explored {
        @ForeignTest(subject = PlainClient.class)
        @Explore
        void is_refused() {}
    }

    @Kernel(SIMULATED)
    static class LeakingAndSilent {
        @ForeignTest(subject = PlainClient.Careless.class, withoutFaults = Verdict.LEAKED)
        void is_known_to_leak_only() {}
    }

    @Test
    void what_is_allowed_excuses_nothing_else() {
        assertThat(Launched.run(LeakingAndSilent.class, folder).only().message())
                .startsWith("Read returned 0 bytes")
                .contains("verdict   MISREPORTED");
    }

    static class ExpectsWithoutFaults {
        @ForeignTest(subject = PlainClient.class, expect = Verdict.LEAKED)
        void is_refused() {}
    }

    static class ExpectsNothing {
        @ForeignTest(
                subject = PlainClient.class,
                expect = {})
        void is_refused() {}
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_place() {
        assertThat(Launched.run(Both.class, folder).refusal())
                .contains("@Fault and @Sweep on Both.is_refused: a test takes one of them");
        assertThat(Launched.run(Explored.class, folder).refusal())
                .contains("@Explore on Explored.is_refused does not go with @ForeignTest");
        assertThat(Launched.run(ExpectsNothing.class, folder).refusal())
                .contains("@ForeignTest on ExpectsNothing.is_refused allows no verdict at all; leave expect out");
        assertThat(Launched.run(ExpectsWithoutFaults.class, folder).refusal())
                .contains("@ForeignTest on ExpectsWithoutFaults.is_refused: expect is for runs with faults");
    }
}
