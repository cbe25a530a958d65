package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/** A fault makes a call fail. */
class CallFailsTest {

    @Test
    void without_a_fault_the_kernel_answers() {
        Subject subject = new Subject("");

        CallResult answer = subject.api.setEvent(subject.event());

        assertThat(answer.ok()).isTrue();
        assertThat(subject.kernel.calls).containsExactly("createEvent", "setEvent");
        assertThat(subject.run.answers().all()).noneMatch(Answer::injected);
    }

    @Test
    void pass_changes_nothing_and_counts_as_fired() {
        Subject subject = new Subject("SetEvent -> pass");

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.fired()).containsExactly(1);
        assertThat(subject.kernel.count("setEvent")).isEqualTo(1);
    }

    @Test
    void a_failed_call_does_not_reach_the_kernel() {
        Subject subject = new Subject("SetEvent#1 -> fail(ERROR_INVALID_HANDLE)");
        Handle event = subject.event();

        CallResult first = subject.api.setEvent(event);
        CallResult second = subject.api.setEvent(event);

        assertThat(first.ok()).isFalse();
        assertThat(first.lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);
        assertThat(second.ok()).isTrue();
        assertThat(subject.kernel.count("setEvent")).isEqualTo(1);
    }

    @Test
    void a_performed_failure_reaches_the_kernel_and_hides_its_answer() {
        Subject subject = new Subject("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED, performed)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);

        CallResult answer = subject.cancel(operation);

        assertThat(answer.lastError()).isEqualTo(Win32Error.ERROR_ACCESS_DENIED);
        assertThat(subject.kernel.count("cancelIoEx")).isEqualTo(1);
    }

    @Test
    void each_kind_of_call_fails_with_the_value_that_windows_returns() {
        Subject subject = new Subject("CreateEvent -> fail(ERROR_NO_SYSTEM_RESOURCES);"
                + " CreateFile -> fail(ERROR_FILE_NOT_FOUND);"
                + " CreateThreadpoolWait -> fail(ERROR_NOT_ENOUGH_MEMORY);"
                + " WaitForSingleObject -> fail(ERROR_INVALID_HANDLE)");

        assertThat(subject.api.createEvent(true, false, null).rawHandle()).isSameAs(Handle.NULL);
        assertThat(subject.api.createFile("pipe", Win32Api.GENERIC_READ, 0).rawHandle())
                .isSameAs(Handle.INVALID);
        assertThat(subject.api.createThreadpoolWait(result -> {}).threadpoolWaitOrNull())
                .isNull();
        CallResult waited = subject.api.waitForSingleObject(subject.pipe, 0);
        assertThat(waited.value()).isEqualTo(Win32Error.WAIT_FAILED);
        assertThat(waited.lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);
        assertThat(subject.kernel.calls).isEmpty();
        assertThat(subject.run.handles().open()).containsExactly("pipe");
    }

    @Test
    void an_injected_answer_is_marked_in_the_trace_and_among_the_answers() {
        Subject subject = new Subject("CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)");

        assertThat(subject.event()).isSameAs(Handle.NULL);
        assertThat(subject.event()).isNotSameAs(Handle.NULL);

        assertThat(subject.trace())
                .containsExactly(
                        "owner CALL CreateEvent manual",
                        "owner RETURN CreateEvent NULL 1450 ERROR_NO_SYSTEM_RESOURCES *",
                        "owner CALL CreateEvent manual",
                        "owner RETURN CreateEvent event-1");
        assertThat(subject.run.answers().all()).extracting(Answer::injected).containsExactly(true, false);
    }

    @Test
    void a_call_says_that_it_succeeds_and_does_nothing() {
        Subject subject = new Subject("CancelIoEx -> succeed(without-effect)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);

        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(subject.kernel.count("cancelIoEx")).isZero();
        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_IO_INCOMPLETE);
    }
}
