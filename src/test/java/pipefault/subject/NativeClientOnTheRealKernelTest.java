package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback.UncaughtExceptionHandler;
import com.sun.jna.Native;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignRun;
import pipefault.foreign.Script;
import pipefault.jna.WindowsKernel;

/** A released client whose DLL calls Windows while an exception that it has thrown is on its way to Java. */
@Tag("native")
class NativeClientOnTheRealKernelTest {

    private final ForeignRun run = new ForeignRun(WindowsKernel::newWorld, new IpcSocketNativeClient());

    @Test
    void its_calls_are_caught() {
        ForeignResult result =
                run.make(Script.EXCHANGE_WHILE_THERE, FaultPlan.parse("CreateFile#1 -> fail(ERROR_PIPE_BUSY)"));

        assertThat(result.fired()).isEqualTo(1);
        assertThat(result.attempts())
                .singleElement()
                .satisfies(
                        attempt -> assertThat(String.valueOf(attempt.thrown())).contains("231"));
    }

    @Test
    void an_exception_that_is_pending_in_a_call_is_not_taken_for_one_of_the_callback() {
        List<Throwable> taken = new ArrayList<>();
        UncaughtExceptionHandler before = Native.getCallbackExceptionHandler();
        Native.setCallbackExceptionHandler((callback, thrown) -> taken.add(thrown));
        try {
            // The DLL throws for the write, and asks for its result none the less.
            ForeignResult result = run.make(
                    Script.EXCHANGE_WHILE_THERE,
                    FaultPlan.parse(
                            "WriteFile#1 -> fail(ERROR_NO_DATA); GetOverlappedResult#1 -> fail(ERROR_OPERATION_ABORTED)"));

            assertThat(result.fired()).isEqualTo(2);
            assertThat(result.attempts()).anyMatch(attempt -> attempt.thrown() != null);
        } finally {
            Native.setCallbackExceptionHandler(before);
        }
        assertThat(taken).isEmpty();
    }
}
