package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignRun;
import pipefault.foreign.Script;
import pipefault.jna.WindowsKernel;
import pipefault.oracle.Finding;

/** A released client, as if it were your own: what it does without faults, and with one. */
@Tag("native")
class OwnPipeCodeOnTheRealKernelTest {

    private final ForeignRun run = new ForeignRun(WindowsKernel::newWorld, new IpcSocketClient());

    @Test
    void all_that_was_opened_is_not_closed() {
        ForeignResult result = run.make(Script.EXCHANGE, FaultPlan.NONE);

        assertThat(result.findings())
                .extracting(Finding::text)
                .contains("never closed: file-1", "never closed: event-1", "never closed: event-2");
    }

    @Test
    void a_lost_pipe_is_told_with_its_code() {
        ForeignResult result = run.make(Script.EXCHANGE, FaultPlan.parse("WriteFile#2 -> fail(ERROR_NO_DATA)"));

        assertThat(result.fired()).isEqualTo(1);
        assertThat(result.attempts())
                .anyMatch(attempt -> String.valueOf(attempt.thrown()).contains("232"));
        assertThat(result.findings()).extracting(Finding::oracle).doesNotContain("error timeliness");
    }

    @Test
    void what_is_not_caught_works_as_ever() {
        assertThat(run.makeUnwatched(Script.EXCHANGE).findings()).isEmpty();
    }
}
