package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.CallResult;
import pipefault.platform.Operation;
import pipefault.platform.Win32Error;

/** A stray SetEvent from outside on the event of a pending operation. */
class StrayEventTest {

    @Test
    void the_event_of_a_write_that_pends_is_set_once_it_pends() {
        Subject subject = new Subject("Event#1 -> signal");
        Operation operation = subject.operation();
        operation.overlapped().setEvent(subject.event());

        assertThat(subject.pendingWrite(operation).isPending()).isTrue();

        assertThat(subject.kernel.calls).containsExactly("createEvent", "writeFile", "setEvent");
        assertThat(subject.trace()).endsWith("owner FAULT Event a stray SetEvent on event-1 *");
        assertThat(subject.run.answers().all())
                .as("what the subject itself was answered")
                .hasSize(2);
    }

    @Test
    void a_set_event_that_fails_is_told_and_has_not_fired() {
        Subject subject = new Subject("Event#1 -> signal");
        Operation operation = subject.operation();
        operation.overlapped().setEvent(subject.event());
        subject.kernel.answers("setEvent", CallResult.failure(Win32Error.ERROR_INVALID_HANDLE));

        assertThat(subject.pendingWrite(operation).isPending()).isTrue();

        assertThat(subject.trace()).endsWith("owner FAULT Event a stray SetEvent on event-1 failed *");
        assertThat(subject.fired()).containsExactly(0);
        assertThat(subject.nearMiss()).endsWith("but there was nothing to change once");
    }

    @Test
    void an_operation_that_ends_at_once_or_has_no_event_is_not_hit() {
        Subject subject = new Subject("Event#1 -> signal");
        Operation atOnce = subject.operation();
        atOnce.overlapped().setEvent(subject.event());
        assertThat(subject.write(atOnce).ok()).isTrue();
        assertThat(subject.pendingWrite(subject.operation()).isPending()).isTrue();

        assertThat(subject.fired()).containsExactly(0);
        assertThat(subject.nearMiss()).isEqualTo("Event was never called");
    }
}
