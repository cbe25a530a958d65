package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;

/** A subject may learn of the end of an operation from its status block, without any call. */
class CompletionNoticedTest {

    private final Subject subject = new Subject("");
    private final Operation operation = subject.operation();

    @Test
    void the_first_look_at_a_final_status_is_noted() {
        subject.pendingWrite(operation);
        assertThat(operation.overlapped().hasIoCompleted()).isFalse();
        assertThat(subject.run.answers().completions()).isEmpty();
        subject.memory(1).complete(NtStatus.SUCCESS, 100);

        assertThat(operation.overlapped().hasIoCompleted()).isTrue();
        assertThat(operation.overlapped().internalHigh()).isEqualTo(100);

        int position = subject.trace().size();
        assertThat(subject.run.answers().completions()).containsExactly(new Completion(position, "op-1", 0, 100));
    }

    @Test
    void each_use_of_the_memory_is_noted_by_itself() {
        for (int use = 1; use <= 2; use++) {
            subject.pendingWrite(operation);
            subject.memory(1).complete(NtStatus.SUCCESS, 10L * use);
            assertThat(operation.overlapped().internalHigh()).isEqualTo(10L * use);
        }

        assertThat(subject.run.answers().completions())
                .extracting(Completion::bytes)
                .containsExactly(10L, 20L);
    }

    @Test
    void a_status_block_that_nothing_was_started_on_says_nothing() {
        assertThat(operation.overlapped().hasIoCompleted()).isTrue();

        assertThat(subject.run.answers().completions()).isEmpty();
    }

    @Test
    void a_status_that_a_fault_pretends_is_noted_and_so_is_the_real_one_that_follows() {
        Subject fooled = new Subject("CancelIoEx -> unrealistic(alter(internal, 0xC0000120))");
        Operation pending = fooled.operation();
        fooled.pendingWrite(pending);
        assertThat(fooled.cancel(pending).ok()).isTrue();

        assertThat(pending.overlapped().hasIoCompleted()).isTrue();
        assertThat(pending.overlapped().hasIoCompleted()).isTrue();
        fooled.memory(1).complete(NtStatus.SUCCESS, 100);
        assertThat(pending.overlapped().hasIoCompleted()).isTrue();

        assertThat(fooled.run.answers().completions())
                .extracting(Completion::status)
                .containsExactly(NtStatus.CANCELLED.value(), NtStatus.SUCCESS.value());
    }
}
