package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.foreign.Attempt;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignRun;
import pipefault.foreign.Script;
import pipefault.jna.WindowsKernel;
import pipefault.oracle.Finding;

/** A library that starts a process, and talks to the peer through it. */
@Tag("native")
class NuProcessOnTheRealKernelTest {

    private final ForeignRun run = new ForeignRun(WindowsKernel::newWorld, new NuProcessChild());

    @Test
    void nothing_is_found_without_faults() {
        assertThat(run.make(Script.EXCHANGE, FaultPlan.NONE).findings()).isEmpty();
        assertThat(run.make(Script.CLOSE_WHILE_READING, FaultPlan.NONE).findings())
                .isEmpty();
        assertThat(run.makeUnwatched(Script.EXCHANGE).findings()).isEmpty();
    }

    @Test
    void a_fault_meets_the_pipes_of_the_library_and_not_the_child() {
        ForeignResult result = run.make(Script.EXCHANGE, FaultPlan.parse("ReadFile#1 -> fail(ERROR_BROKEN_PIPE)"));

        assertThat(result.fired()).isEqualTo(1);
        assertThat(result.findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.startsWith("read told of the end of the stream"));
        assertThat(result.attempts()).extracting(Attempt::what).contains("write 20000 bytes", "close");
    }

    @Test
    void a_child_that_is_not_started_is_told_and_leaves_nothing() {
        ForeignResult result = run.make(Script.EXCHANGE, FaultPlan.parse("CreateFile#3 -> fail(ERROR_PIPE_BUSY)"));

        assertThat(result.attempts())
                .anyMatch(attempt -> String.valueOf(attempt.thrown()).contains("did not start"));
        assertThat(result.findings()).isEmpty();
    }
}
