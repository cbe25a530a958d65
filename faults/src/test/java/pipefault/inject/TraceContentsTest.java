package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;

/** What the trace of a run holds, and what it must not hold. */
class TraceContentsTest {

    /** Makes every kind of call once. */
    private static Subject busy(int handlesBefore) {
        Subject subject = new Subject("");
        for (int i = 0; i < handlesBefore; i++) {
            assertThat(subject.kernel.newHandle().isValid()).isTrue();
        }
        Operation operation = subject.operation();
        Handle event = subject.event();
        ThreadpoolWait wait = subject.wait(result -> {});
        operation.overlapped().setEvent(event);
        assertThat(subject.api.createMutex(false, null).ok()).isTrue();
        assertThat(subject.api.createPipe(0).ok()).isTrue();
        assertThat(subject.api
                        .createNamedPipe("\\\\.\\pipe\\pipefault-4711-1", 2, 0, 1, 4096, 4096, 0)
                        .ok())
                .isTrue();
        assertThat(subject.api
                        .createFile("\\\\.\\pipe\\pipefault-4711-1", Win32Api.GENERIC_READ, 0)
                        .ok())
                .isTrue();
        subject.pendingWrite(operation);
        subject.api.setThreadpoolWait(wait, event, 50);
        assertThat(subject.cancel(operation).ok()).isTrue();
        subject.memory(1).complete(NtStatus.CANCELLED, 0);
        assertThat(subject.ask(operation).lastError()).isEqualTo(Win32Error.ERROR_OPERATION_ABORTED);
        assertThat(subject.api
                        .waitForMultipleObjects(new Handle[] {event, Handle.of(0x9999)}, true, Win32Error.INFINITE)
                        .ok())
                .isTrue();
        subject.api.closeThreadpoolWait(wait);
        assertThat(subject.api.closeHandle(event).ok()).isTrue();
        assertThat(subject.api.closeHandle(event).ok()).isFalse();
        operation.release();
        return subject;
    }

    @Test
    void it_holds_no_handle_value_no_identity_and_no_pipe_name() {
        assertThat(busy(0).trace())
                .noneMatch(line -> line.matches(".*(0x[0-9a-f]|@[0-9a-f]{4,}|\\\\\\\\|4711).*"))
                .contains(
                        "owner RETURN CreateEvent event-1",
                        "owner RETURN CreatePipe pipe-read-1, pipe-write-1",
                        "owner CALL WriteFile pipe, op-1, 100 bytes",
                        "owner CALL WaitForMultipleObjects event-1, an unknown object, all, no time-out",
                        "owner CALL SetThreadpoolWait wait-1, event-1, 50 ms");
    }

    @Test
    void it_does_not_depend_on_the_values_of_handles() {
        assertThat(busy(0).run.recorder().trace().digest())
                .isEqualTo(busy(17).run.recorder().trace().digest());
    }

    @Test
    void a_call_and_its_return_carry_the_same_number() {
        Subject subject = busy(0);

        for (CallRecord each : subject.run.recorder().trace().records()) {
            if (each.kind() == CallRecord.Kind.RETURN) {
                assertThat(subject.run.recorder().trace().records())
                        .filteredOn(record -> record.call() == each.call())
                        .extracting(CallRecord::kind)
                        .containsExactly(CallRecord.Kind.CALL, CallRecord.Kind.RETURN);
            }
        }
    }

    @Test
    void sequences_count_from_one_without_a_gap() {
        var records = busy(0).run.recorder().trace().records();

        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).sequence()).isEqualTo(i + 1);
        }
    }

    @Test
    void a_thread_that_belongs_to_nobody_is_called_kernel() {
        Subject subject = new Subject("SetEvent@kernel -> fail(ERROR_INVALID_HANDLE)");
        subject.world.asNobody(
                () -> assertThat(subject.api.setEvent(subject.event()).ok()).isFalse());

        assertThat(subject.trace()).endsWith("kernel RETURN SetEvent fail 6 ERROR_INVALID_HANDLE *");
    }

    @Test
    void it_is_bounded_and_counts_what_it_drops() {
        ScriptedWorld world = new ScriptedWorld();
        TraceRecorder recorder = new TraceRecorder(world);
        for (int i = 0; i < TraceRecorder.MAX_RECORDS + 5; i++) {
            recorder.note(CallRecord.Kind.STEP, "step");
        }

        assertThat(recorder.trace().records()).hasSize(TraceRecorder.MAX_RECORDS);
        assertThat(recorder.dropped()).isEqualTo(5);
    }
}
