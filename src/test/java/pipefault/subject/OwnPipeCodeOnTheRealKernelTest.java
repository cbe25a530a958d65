package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignRun;
import pipefault.foreign.Script;
import pipefault.jna.WindowsKernel;
import pipefault.junit.Fault;
import pipefault.junit.ForeignTest;
import pipefault.junit.Sweep;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;

/** A released client, as if it were your own: what it does without faults, and with some. */
@Tag("native")
class OwnPipeCodeOnTheRealKernelTest {

    @ForeignTest(subject = IpcSocketClient.class, withoutFaults = Verdict.LEAKED)
    void all_that_was_opened_is_not_closed(ForeignResult result) {
        assertThat(result.findings())
                .extracting(Finding::text)
                .contains("never closed: file-1", "never closed: event-1", "never closed: event-2");
    }

    @ForeignTest(subject = IpcSocketClient.class, withoutFaults = Verdict.LEAKED)
    @Fault("WriteFile#2 -> fail(ERROR_NO_DATA)")
    void a_lost_pipe_is_told_with_its_code(ForeignResult result) {
        assertThat(result.attempts())
                .anyMatch(attempt -> String.valueOf(attempt.thrown()).contains("232"));
    }

    @ForeignTest(subject = IpcSocketClient.class, withoutFaults = Verdict.LEAKED)
    @Sweep("WriteFile")
    void each_answer_to_a_write_is_coped_with() {}

    @Test
    void what_is_not_caught_works_as_ever() {
        ForeignRun run = new ForeignRun(WindowsKernel::newWorld, new IpcSocketClient());

        assertThat(run.makeUnwatched(Script.EXCHANGE).findings()).isEmpty();
    }
}
