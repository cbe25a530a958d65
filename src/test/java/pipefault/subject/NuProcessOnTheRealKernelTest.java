package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FaultPlan;
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_end_of_an_output_is_told_and_the_child_leaves(int read) {
        ForeignResult result =
                run.make(Script.EXCHANGE, FaultPlan.parse("ReadFile#" + read + " -> fail(ERROR_BROKEN_PIPE)"));

        assertThat(result.fired()).isEqualTo(1);
        assertThat(result.attempts())
                .anyMatch(attempt -> String.valueOf(attempt.thrown()).contains("the process leaves"));
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void the_end_of_its_input_stays_open_if_that_cannot_be_connected() {
        ForeignResult result = run.make(Script.EXCHANGE, FaultPlan.parse("ConnectNamedPipe#3 -> fail(ERROR_NO_DATA)"));

        assertThat(result.findings()).extracting(Finding::text).containsExactly("never closed: file-3");
    }

    @Test
    void a_child_that_is_not_started_is_told_and_leaves_nothing() {
        ForeignResult result = run.make(Script.EXCHANGE, FaultPlan.parse("CreateFile#3 -> fail(ERROR_PIPE_BUSY)"));

        assertThat(result.attempts())
                .anyMatch(attempt -> String.valueOf(attempt.thrown()).contains("did not start"));
        assertThat(result.findings()).isEmpty();
    }
}
