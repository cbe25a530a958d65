package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.platform.CallResult;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Error;

/** A fault makes the real call and changes one value of its answer. */
class AnswerAlteredTest {

    @ParameterizedTest
    @CsvSource({"-1,99", "+1,101", "7,7", "-1000,0"})
    void a_count_is_changed_or_replaced_and_never_negative(String amount, long seen) {
        Subject subject = new Subject("WriteFile -> unrealistic(alter(count, " + amount + "))");

        CallResult answer = subject.write(subject.operation());

        assertThat(answer.ok()).isTrue();
        assertThat(answer.count()).isEqualTo(seen);
        assertThat(subject.kernel.count("writeFile")).isEqualTo(1);
    }

    @Test
    void a_failure_has_no_count_to_change_and_the_fault_has_not_fired() {
        Subject subject = new Subject("GetOverlappedResult#1 -> unrealistic(alter(count, -1))");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);

        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_IO_INCOMPLETE);

        assertThat(subject.fired()).containsExactly(0);
        assertThat(subject.nearMiss())
                .isEqualTo("GetOverlappedResult was called 1 time (1 by owner), 1 of them counted for this fault,"
                        + " but there was nothing to change once");
        assertThat(subject.run.answers().all()).noneMatch(Answer::injected);
    }

    @Test
    void a_code_is_replaced_on_failure_and_on_success() {
        Subject subject = new Subject("CreateEvent -> alter(code, ERROR_ALREADY_EXISTS);"
                + " CancelIoEx -> unrealistic(alter(code, ERROR_ACCESS_DENIED))");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.kernel.answers("cancelIoEx", CallResult.failure(Win32Error.ERROR_NOT_FOUND));

        CallResult created = subject.api.createEvent(true, false, "name");
        CallResult cancelled = subject.cancel(operation);

        assertThat(created.ok()).isTrue();
        assertThat(created.lastError()).isEqualTo(Win32Error.ERROR_ALREADY_EXISTS);
        assertThat(cancelled.ok()).isFalse();
        assertThat(cancelled.lastError()).isEqualTo(Win32Error.ERROR_ACCESS_DENIED);
        assertThat(subject.trace()).contains("owner RETURN CreateEvent event-1, which existed before *");
    }

    @Test
    void the_result_of_a_wait_is_replaced() {
        Subject subject = new Subject("WaitForSingleObject -> alter(result, WAIT_TIMEOUT)");

        CallResult answer = subject.api.waitForSingleObject(subject.event(), 10);

        assertThat(answer.value()).isEqualTo(Win32Error.WAIT_TIMEOUT);
        assertThat(subject.kernel.count("waitForSingleObject")).isEqualTo(1);
    }

    @Test
    void a_status_is_pretended_until_the_kernel_writes_the_real_one() {
        Subject subject = new Subject("CancelIoEx -> unrealistic(alter(internal, 0xC0000120))");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);

        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(operation.overlapped().hasIoCompleted()).isTrue();
        assertThat(operation.overlapped().internal()).isEqualTo(NtStatus.CANCELLED.value());
        assertThat(subject.memory(1).internal()).isEqualTo(Overlapped.STATUS_PENDING);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);
        assertThat(operation.overlapped().internal()).isZero();
    }

    @Test
    void a_pretended_status_does_not_fool_the_ledger() {
        Subject subject = new Subject("CancelIoEx -> unrealistic(alter(internal, 0xC0000120))");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        assertThat(subject.cancel(operation).ok()).isTrue();

        operation.release();

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("op-1 is released while the kernel owns it (WriteFile is pending)");
    }

    @Test
    void a_completed_operation_that_seems_to_be_pending_is_still_the_subjects() {
        Subject subject = new Subject("GetOverlappedResult -> unrealistic(alter(internal, 0x103))");
        Operation operation = subject.operation();
        assertThat(subject.write(operation).ok()).isTrue();

        assertThat(subject.ask(operation).ok()).isTrue();
        assertThat(operation.overlapped().hasIoCompleted()).isFalse();
        operation.release();

        assertThat(subject.objections(Property.OWNERSHIP)).isEmpty();
    }

    @Test
    void a_call_without_an_operation_has_no_status_to_change() {
        Subject subject = new Subject("CancelIoEx -> unrealistic(alter(internal, 0x0))");

        assertThat(subject.api.cancelIoEx(subject.pipe, null).ok()).isTrue();

        assertThat(subject.fired()).containsExactly(0);
    }
}
