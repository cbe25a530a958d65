package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;

/** NULL or a closed handle where Windows requires an open one. */
class ArgumentsTest {

    private final Subject subject = new Subject("");

    private Handle closedEvent() {
        Handle event = subject.event();
        assertThat(subject.api.closeHandle(event).ok()).isTrue();
        return event;
    }

    @Test
    void what_is_legal_is_no_finding() {
        Operation operation = subject.operation();
        operation.overlapped().setEvent(Handle.NULL);
        ThreadpoolWait wait = subject.wait(result -> {});

        assertThat(subject.pendingWrite(operation).isPending()).isTrue();
        assertThat(subject.api.cancelIoEx(subject.pipe, null).ok()).isTrue();
        assertThat(subject.api
                        .getOverlappedResult(subject.pipe, operation.overlapped(), true)
                        .ok())
                .isFalse();
        subject.api.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);

        assertThat(subject.objections(Property.ARGUMENTS)).isEmpty();
    }

    @Test
    void null_reaches_the_kernel_and_is_a_finding() {
        assertThat(subject.api.setEvent(Handle.NULL).ok()).isTrue();
        assertThat(subject.api.closeHandle(Handle.INVALID).ok()).isTrue();

        assertThat(subject.objections(Property.ARGUMENTS))
                .containsExactly("SetEvent gets NULL", "CloseHandle gets INVALID_HANDLE_VALUE");
        assertThat(subject.objections(Property.HANDLES)).isEmpty();
        assertThat(subject.kernel.calls).containsExactly("setEvent", "closeHandle");
    }

    @Test
    void a_closed_handle_is_a_finding_and_does_not_reach_the_kernel() {
        Handle event = closedEvent();
        Handle other = subject.event();
        assertThat(other.value()).as("re-used").isEqualTo(event.value());
        int before = subject.kernel.calls.size();

        assertThat(subject.api.setEvent(event).lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);
        assertThat(subject.api.waitForSingleObject(event, 5).value()).isEqualTo(Win32Error.WAIT_FAILED);
        assertThat(subject.api
                        .waitForMultipleObjects(new Handle[] {other, event}, false, 5)
                        .value())
                .isEqualTo(Win32Error.WAIT_FAILED);

        assertThat(subject.objections(Property.ARGUMENTS))
                .containsExactly(
                        "SetEvent gets event-1, which is closed",
                        "WaitForSingleObject gets event-1, which is closed",
                        "WaitForMultipleObjects gets event-1, which is closed");
        assertThat(subject.kernel.calls).hasSize(before);
    }

    @Test
    void a_write_to_a_closed_pipe_or_with_a_closed_event_starts_nothing() {
        Operation operation = subject.operation();
        Handle event = subject.event();
        operation.overlapped().setEvent(event);
        assertThat(subject.api.closeHandle(event).ok()).isTrue();
        assertThat(subject.write(operation).lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);
        assertThat(subject.api.closeHandle(subject.pipe).ok()).isTrue();
        assertThat(subject.write(operation).lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);

        assertThat(subject.objections(Property.ARGUMENTS))
                .containsExactly(
                        "WriteFile gets op-1 with hEvent event-1, which is closed",
                        "WriteFile gets pipe, which is closed");
        assertThat(subject.kernel.count("writeFile")).isZero();
        assertThat(subject.run.operations().pending()).isEmpty();
    }

    @Test
    void a_closed_event_in_an_overlapped_is_a_finding() {
        subject.operation().overlapped().setEvent(closedEvent());

        assertThat(subject.objections(Property.ARGUMENTS))
                .containsExactly("hEvent of op-1 becomes event-1, which is closed");
    }

    @Test
    void the_file_of_a_question_matters_only_where_it_is_waited_for() {
        Operation operation = subject.operation();
        assertThat(subject.write(operation).ok()).isTrue();

        assertThat(subject.api
                        .getOverlappedResult(Handle.NULL, operation.overlapped(), false)
                        .ok())
                .isTrue();
        assertThat(subject.objections(Property.ARGUMENTS)).isEmpty();
        assertThat(subject.api
                        .getOverlappedResultEx(Handle.NULL, operation.overlapped(), 50, false)
                        .ok())
                .isTrue();
        assertThat(subject.objections(Property.ARGUMENTS)).containsExactly("GetOverlappedResultEx gets NULL");
    }

    @Test
    void a_wait_is_not_armed_with_a_closed_event_nor_used_after_its_own_end() {
        Handle event = closedEvent();
        ThreadpoolWait wait = subject.wait(result -> {});

        subject.api.setThreadpoolWait(wait, event, Win32Error.INFINITE);
        subject.api.closeThreadpoolWait(wait);
        subject.api.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
        subject.api.waitForThreadpoolWaitCallbacks(wait, true);

        assertThat(subject.objections(Property.ARGUMENTS))
                .containsExactly(
                        "SetThreadpoolWait gets event-1, which is closed",
                        "SetThreadpoolWait gets wait-1, which is closed",
                        "WaitForThreadpoolWaitCallbacks gets wait-1, which is closed");
        assertThat(subject.kernel.calls).doesNotContain("setThreadpoolWait", "waitForThreadpoolWaitCallbacks");
    }

    @Test
    void a_call_that_is_kept_from_the_kernel_is_traced_and_counted_like_any_other() {
        Subject counted = new Subject("SetEvent#2 -> fail(ERROR_INVALID_HANDLE)");
        Handle event = counted.event();
        assertThat(counted.api.closeHandle(event).ok()).isTrue();

        assertThat(counted.api.setEvent(event).ok()).isFalse();
        assertThat(counted.api.setEvent(counted.event()).ok()).isFalse();

        assertThat(counted.fired()).containsExactly(1);
        assertThat(counted.trace()).contains("owner RETURN SetEvent fail 6 ERROR_INVALID_HANDLE");
    }
}
