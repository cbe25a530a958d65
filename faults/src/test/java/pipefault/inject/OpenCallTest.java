package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;

/** Which calls Windows may still answer in more than one way, so that somebody may choose. */
class OpenCallTest {

    private final List<String> asked = new ArrayList<>();
    private final Subject subject = new Subject(FaultPlan.NONE, 1, (point, occurrence) -> {
        asked.add(point + "#" + occurrence);
        return null;
    });
    private final Operation operation = subject.operation();

    /** Returns what is asked about while something is done. */
    private List<String> askedBy(Runnable action) {
        asked.clear();
        action.run();
        return List.copyOf(asked);
    }

    @Test
    void a_call_that_starts_an_operation_is_open() {
        assertThat(askedBy(() -> subject.pendingWrite(operation))).containsExactly("WriteFile#1");
    }

    @Test
    void nothing_can_be_chosen_about_an_operation_that_is_pending() {
        subject.pendingWrite(operation);

        assertThat(askedBy(() -> subject.ask(operation))).isEmpty();
    }

    @Test
    void the_first_question_after_the_end_is_open() {
        subject.pendingWrite(operation);
        subject.ask(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(askedBy(() -> subject.ask(operation))).containsExactly("GetOverlappedResult#2");
    }

    @Test
    void what_was_answered_once_is_answered_alike_ever_after() {
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);
        subject.ask(operation);

        assertThat(askedBy(() -> subject.ask(operation))).isEmpty();
    }

    @Test
    void a_failure_that_was_answered_is_decided_too() {
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.CANCELLED, 0);
        assertThat(subject.ask(operation).ok()).isFalse();

        assertThat(askedBy(() -> subject.ask(operation))).isEmpty();
    }

    @Test
    void a_write_that_has_succeeded_at_once_is_decided() {
        subject.write(operation);

        assertThat(askedBy(() -> subject.ask(operation))).isEmpty();
    }

    @Test
    void what_the_subject_has_seen_in_the_status_block_is_decided() {
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);
        assertThat(operation.overlapped().hasIoCompleted()).isTrue();

        assertThat(askedBy(() -> subject.ask(operation))).isEmpty();
    }

    @Test
    void a_look_that_sees_it_pending_decides_nothing() {
        subject.pendingWrite(operation);
        assertThat(operation.overlapped().hasIoCompleted()).isFalse();
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(askedBy(() -> subject.ask(operation))).containsExactly("GetOverlappedResult#1");
    }

    @Test
    void a_new_use_of_the_memory_is_open_again() {
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);
        subject.ask(operation);
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(askedBy(() -> subject.ask(operation))).containsExactly("GetOverlappedResult#2");
    }

    @Test
    void a_cancel_is_open_and_decides_nothing_about_the_end() {
        subject.pendingWrite(operation);

        assertThat(askedBy(() -> subject.cancel(operation))).containsExactly("CancelIoEx#1");

        subject.memory(1).complete(NtStatus.CANCELLED, 0);
        assertThat(askedBy(() -> subject.ask(operation))).containsExactly("GetOverlappedResult#1");
    }

    @Test
    void a_call_about_no_operation_is_open() {
        assertThat(askedBy(subject::event)).containsExactly("CreateEvent#1");
    }
}
