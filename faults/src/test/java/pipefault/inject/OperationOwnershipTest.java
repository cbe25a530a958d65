package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;

/** From its start to its completion the memory of an operation is the kernel's (facts LT05, LT06). */
class OperationOwnershipTest {

    private final Subject subject = new Subject("");
    private final Operation operation = subject.operation();

    @Test
    void it_may_be_used_again_and_released_when_it_is_over() {
        for (int use = 0; use < 2; use++) {
            operation.data().put(0, new byte[5], 0, 5);
            operation.overlapped().setEvent(subject.event());
            subject.pendingWrite(operation);
            subject.memory(1).complete(NtStatus.CANCELLED, 0);
        }
        operation.release();

        assertThat(subject.objections(Property.OWNERSHIP)).isEmpty();
        assertThat(subject.run.operations().unreleased()).isEmpty();
    }

    @Test
    void it_may_be_read_while_it_is_the_kernels() {
        subject.pendingWrite(operation);

        operation.data().get(0, new byte[5], 0, 5);
        assertThat(operation.data().size()).isEqualTo(100);
        assertThat(operation.overlapped().hasIoCompleted()).isFalse();

        assertThat(subject.objections(Property.OWNERSHIP)).isEmpty();
    }

    @Test
    void it_may_not_be_released() {
        subject.pendingWrite(operation);

        operation.release();
        operation.release();

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("op-1 is released while the kernel owns it (WriteFile is pending)");
        assertThat(subject.memory(1).releases).isEqualTo(1);
    }

    @Test
    void what_the_kernel_writes_after_the_release_is_told() {
        subject.pendingWrite(operation);
        operation.release();
        assertThat(subject.run.operations().writtenAfterRelease()).isEmpty();

        subject.memory(1).complete(NtStatus.CANCELLED, 0);

        assertThat(subject.run.operations().writtenAfterRelease())
                .containsExactly("the kernel has written to op-1 after its release (Internal is 0xC0000120 now)");
    }

    @Test
    void what_the_kernel_writes_before_the_release_is_as_it_should_be() {
        subject.pendingWrite(operation);
        subject.memory(1).complete(NtStatus.CANCELLED, 0);
        operation.release();

        assertThat(subject.run.operations().writtenAfterRelease()).isEmpty();
    }

    @Test
    void its_data_may_not_be_changed() {
        subject.pendingWrite(operation);

        operation.data().put(0, new byte[5], 0, 5);

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("the data of op-1 is changed while the kernel owns it (WriteFile is pending)");
    }

    @Test
    void its_event_may_not_be_changed() {
        subject.pendingWrite(operation);

        operation.overlapped().setEvent(subject.event());

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("hEvent of op-1 is changed while the kernel owns it");
    }

    @Test
    void it_may_not_be_used_again() {
        subject.pendingWrite(operation);

        subject.pendingWrite(operation);

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("WriteFile re-uses op-1 while the kernel owns it (WriteFile is pending)");
    }

    @Test
    void it_may_not_be_used_after_its_release() {
        operation.release();

        assertThat(subject.write(operation).ok()).isTrue();

        assertThat(subject.objections(Property.OWNERSHIP)).containsExactly("WriteFile uses op-1 after its release");
    }

    @Test
    void its_event_may_not_be_closed() {
        Handle event = subject.event();
        operation.overlapped().setEvent(event);
        subject.pendingWrite(operation);

        assertThat(subject.api.closeHandle(event).ok()).isTrue();

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("event-1 is closed while op-1, which signals it, is the kernel's");
    }

    @Test
    void it_may_be_left_to_its_late_completion_together_with_what_that_needs() {
        Handle event = subject.event();
        operation.overlapped().setEvent(event);
        subject.pendingWrite(operation);

        operation.releaseOnCompletion(
                () -> assertThat(subject.api.closeHandle(event).ok()).isTrue());
        operation.release();

        assertThat(subject.run.operations().unreleased()).isEmpty();
        assertThat(subject.run.operations().pending()).containsExactly("op-1");
        subject.memory(1).complete(NtStatus.SUCCESS, 100);
        assertThat(subject.objections(Property.OWNERSHIP)).isEmpty();
        assertThat(subject.run.operations().pending()).isEmpty();
        assertThat(subject.run.operations().awaitingRelease()).isEmpty();
        assertThat(subject.run.handles().open()).containsExactly("pipe");
    }

    @Test
    void an_event_that_was_not_left_with_it_may_not_be_closed_before_the_late_completion() {
        Handle event = subject.event();
        operation.overlapped().setEvent(event);
        subject.pendingWrite(operation);
        operation.releaseOnCompletion();

        assertThat(subject.api.closeHandle(event).ok()).isTrue();

        assertThat(subject.objections(Property.OWNERSHIP)).hasSize(1);
        assertThat(subject.run.operations().awaitingRelease()).containsExactly("op-1");
    }

    @Test
    void a_write_that_is_still_inside_its_call_is_the_kernels_already() {
        subject.kernel.answers("writeFile", () -> {
            subject.memory(1).setStatus(0x103, 0);
            operation.release();
            return CallResult.pending();
        });

        assertThat(subject.write(operation).isPending()).isTrue();

        assertThat(subject.objections(Property.OWNERSHIP)).hasSize(1);
    }

    @Test
    void what_was_never_released_is_listed() {
        Operation other = subject.operation();
        other.release();

        assertThat(subject.run.operations().unreleased()).containsExactly("op-1");
    }

    @Test
    void whoever_watches_is_told_at_once() {
        List<String> told = new ArrayList<>();
        subject.run.observations().onAdded(observation -> told.add(observation.actor() + ": " + observation.text()));
        subject.pendingWrite(operation);

        subject.world.as("stopper", operation::release);

        assertThat(told).containsExactly("stopper: op-1 is released while the kernel owns it (WriteFile is pending)");
    }

    @Test
    void after_the_seal_nothing_is_held_against_the_subject() {
        subject.pendingWrite(operation);
        subject.run.observations().seal();

        operation.release();

        assertThat(subject.objections(Property.OWNERSHIP)).isEmpty();
        assertThat(subject.trace()).noneMatch(line -> line.contains("FINDING"));
    }
}
