package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.CallResult;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Error;

/** An injected failure leaves behind what a real one leaves (facts WR10, GR14). */
class FailureLeavesTracesTest {

    @Test
    void a_failed_write_leaves_a_pending_status_a_reset_event_and_a_count_of_zero() {
        Subject subject = new Subject("WriteFile#1 -> fail(ERROR_NO_DATA)");
        Operation operation = subject.operation();
        operation.overlapped().setEvent(subject.event());

        CallResult answer = subject.write(operation);

        assertThat(answer.lastError()).isEqualTo(Win32Error.ERROR_NO_DATA);
        assertThat(answer.count()).isZero();
        assertThat(operation.overlapped().internal()).isEqualTo(Overlapped.STATUS_PENDING);
        assertThat(subject.kernel.calls).containsExactly("createEvent", "resetEvent");
    }

    @Test
    void a_failed_write_leaves_the_memory_to_the_subject() {
        Subject subject = new Subject("WriteFile#2 -> fail(ERROR_NO_DATA)");
        Operation operation = subject.operation();

        assertThat(subject.write(operation).ok()).isTrue();
        assertThat(subject.write(operation).ok()).isFalse();
        operation.data().put(0, new byte[10], 0, 10);
        operation.release();

        assertThat(subject.objections(Property.OWNERSHIP)).isEmpty();
        assertThat(subject.run.operations().pending()).isEmpty();
    }

    @Test
    void a_failed_write_on_memory_that_the_kernel_owns_is_seen_and_leaves_it_alone() {
        Subject subject = new Subject("WriteFile#2 -> fail(ERROR_NO_DATA)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.memory(1).setStatus(Overlapped.STATUS_PENDING, 77);

        assertThat(subject.write(operation).ok()).isFalse();

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("WriteFile re-uses op-1 while the kernel owns it (WriteFile is pending)");
        assertThat(subject.run.operations().pending()).containsExactly("op-1");
    }

    @Test
    void a_failed_write_that_was_performed_leaves_what_the_kernel_left() {
        Subject subject = new Subject("WriteFile#1 -> unrealistic(fail(ERROR_NO_DATA, performed))");
        Operation operation = subject.operation();

        assertThat(subject.write(operation).ok()).isFalse();

        assertThat(operation.overlapped().internal()).isZero();
        assertThat(operation.overlapped().internalHigh()).isEqualTo(100);
    }

    @Test
    void an_error_of_a_completed_operation_stands_in_its_status_block() {
        Subject subject = new Subject("GetOverlappedResult#1 -> fail(ERROR_BROKEN_PIPE)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_BROKEN_PIPE);

        assertThat(operation.overlapped().internal()).isEqualTo(NtStatus.PIPE_BROKEN.value());
        assertThat(operation.overlapped().internalHigh()).isZero();
        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_BROKEN_PIPE);
    }

    @Test
    void an_error_of_an_operation_that_is_really_pending_leaves_it_pending() {
        Subject subject = new Subject("GetOverlappedResult#1 -> fail(ERROR_BROKEN_PIPE)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);

        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_BROKEN_PIPE);

        assertThat(operation.overlapped().internal()).isEqualTo(Overlapped.STATUS_PENDING);
        assertThat(subject.run.operations().pending()).containsExactly("op-1");
    }

    @Test
    void incomplete_says_nothing_about_a_completed_operation() {
        Subject subject = new Subject("GetOverlappedResult#1 -> fail(ERROR_IO_INCOMPLETE)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_IO_INCOMPLETE);

        assertThat(operation.overlapped().internal()).isZero();
        assertThat(subject.ask(operation).ok()).isTrue();
    }

    @Test
    void a_lie_leaves_nothing_behind() {
        Subject subject = new Subject("GetOverlappedResult#1 -> unrealistic(fail(ERROR_BROKEN_PIPE, lie));"
                + " WriteFile#2 -> unrealistic(fail(ERROR_NO_DATA, lie))");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_BROKEN_PIPE);
        assertThat(operation.overlapped().internal()).isZero();
        assertThat(subject.write(operation).ok()).isFalse();

        assertThat(operation.overlapped().internal()).isZero();
        assertThat(operation.overlapped().internalHigh()).isEqualTo(100);
    }

    @Test
    void a_failed_cancel_leaves_the_operation_as_it_is() {
        Subject subject = new Subject("CancelIoEx -> fail(ERROR_NOT_FOUND)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(subject.cancel(operation).lastError()).isEqualTo(Win32Error.ERROR_NOT_FOUND);

        assertThat(operation.overlapped().internal()).isZero();
    }
}
