package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.defects.Writers;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** Each assertion holds where it should, and says elsewhere what was expected, what was seen, and the trace. */
class PipefaultAssertionsTest {

    private static final String CANCEL_FAILS = "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)";

    private static RunResult run(SubjectFactory writer, String plan) {
        Variant variant = new Variant("cancel", FaultPlan.parse(plan), run -> {
            boolean unused = run.open() && run.write(Run.LARGE);
            run.stop().within(Bounds.STEP);
            run.close().within(Bounds.STEP);
        });
        Scenario scenario = new Scenario(
                "stopping", "Does it stop?", Oracles.deciding(), RecoveryMode.FRESH_SUBJECT, List.of(variant));
        return Runner.simulated().run(new RunSpec(scenario, variant, writer, 0, null));
    }

    private final RunResult unsafe = run(Writers.asShipped(), CANCEL_FAILS);
    private final RunResult good = run(Writers.recovering(), CANCEL_FAILS);
    private final RunResult missed = run(Writers.recovering(), "CancelIoEx#7 -> fail(ERROR_ACCESS_DENIED)");

    @Test
    void what_holds_passes() {
        assertThatCode(() -> {
                    PipefaultAssertions.assertThat(good)
                            .recovered()
                            .hasVerdict(Verdict.RECOVERED, Verdict.UNAFFECTED)
                            .exercised("CancelIoEx#1->fail(5)")
                            .exercisedEachFault()
                            .traceContainsInOrder("WriteFile", "CancelIoEx", "CloseHandle");
                    PipefaultAssertions.assertThat(unsafe)
                            .hasVerdict(Verdict.MEMORY_UNSAFE)
                            .hasFinding("ownership", "op-1 is released")
                            .hasFinding("lock discipline", "");
                    PipefaultAssertions.assertThat(unsafe.trace())
                            .calls("WriteFile", 1 + 1)
                            .neverCalls("FlushFileBuffers");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void another_verdict_comes_with_the_report() {
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(unsafe).recovered())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Event-1 is closed while op-1, which signals it, is the kernel's")
                .hasMessageContaining("  verdict   MEMORY_UNSAFE (expected RECOVERED or UNAFFECTED)\n")
                .hasMessageEndingWith("  replay    whatever made this run, again, with seed 0");
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(good).hasVerdict(Verdict.STUCK))
                .hasMessageContaining("verdict   RECOVERED (expected STUCK)");
    }

    @Test
    void a_description_comes_first() {
        assertThatThrownBy(() ->
                        PipefaultAssertions.assertThat(unsafe).as("the model").recovered())
                .hasMessageStartingWith("[the model] Event-1 is closed");
    }

    @Test
    void a_fault_that_never_fired_is_told_with_what_came_closest() {
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(missed).exercisedEachFault())
                .hasMessageStartingWith("The fault CancelIoEx#7 -> fail(ERROR_ACCESS_DENIED) never fired.\n")
                .hasMessageContaining("  run       stopping, cancel, recovering, seed 0\n  nearest   ")
                .hasMessageContaining("  trace     ");
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(good).exercised("WriteFile#1 -> fail(ERROR_NO_DATA)"))
                .hasMessageStartingWith("The plan of the run has no such fault as WriteFile#1 -> fail(ERROR_NO_DATA).")
                .hasMessageEndingWith("  plan      " + CANCEL_FAILS);
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(run(Writers.recovering(), ""))
                        .exercisedEachFault())
                .hasMessageStartingWith("The run had no fault that could have fired.");
    }

    @Test
    void a_finding_that_is_not_there_is_told_with_those_that_are() {
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(unsafe).hasFinding("handles", "open"))
                .hasMessageStartingWith("The oracle handles has found nothing that says \"open\".")
                .hasMessageContaining("  verdict   MEMORY_UNSAFE\n  found     ownership: event-1 is closed");
    }

    @Test
    void calls_in_another_order_are_told_with_what_was_found() {
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(good.trace())
                        .containsInOrder("WriteFile", "FlushFileBuffers", "CloseHandle"))
                .hasMessageStartingWith("The trace has no FlushFileBuffers after WriteFile (call 5 by owner).\n")
                .hasMessageContaining("  expected  WriteFile, then FlushFileBuffers, then CloseHandle\n")
                .hasMessageContaining("  found     WriteFile (call 5 by owner)\n  trace     #")
                .hasMessageContaining("CancelIoEx(pipe, op-1) -> fail 5 ERROR_ACCESS_DENIED *");
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(good.trace()).neverCalls("CancelIoEx"))
                .hasMessageStartingWith("The trace has ")
                .hasMessageContaining(" of CancelIoEx, where 0 should be.\n  found     call ");
    }

    @Test
    void a_call_that_there_is_not_is_told_with_the_nearest() {
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(good.trace()).containsInOrder("WriteFil"))
                .hasMessageContaining("did you mean WriteFile?");
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(good.trace()).containsInOrder())
                .hasMessageContaining("at least one call");
        assertThatThrownBy(() -> PipefaultAssertions.assertThat(good).hasVerdict())
                .hasMessageContaining("at least one verdict");
    }

    @Test
    void nothing_is_no_run() {
        RunResult none = null;

        assertThatThrownBy(() -> PipefaultAssertions.assertThat(none).recovered())
                .hasMessageContaining("Expecting actual not to be null");
    }
}
