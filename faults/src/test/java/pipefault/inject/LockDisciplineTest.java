package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;

/** What must not happen while a thread holds a mutex of the platform. */
class LockDisciplineTest {

    private final Subject subject = new Subject("");
    private final Mutex mutex = subject.platform.mutex("state");

    @Test
    void calls_that_block_or_cancel_are_seen() {
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        ThreadpoolWait wait = subject.wait(result -> {});
        mutex.lock();

        assertThat(subject.cancel(operation).ok()).isTrue();
        subject.api.waitForThreadpoolWaitCallbacks(wait, true);
        assertThat(subject.platform.loop().post(this, () -> {})).isTrue();

        assertThat(subject.objections(Property.LOCK_DISCIPLINE))
                .containsExactly(
                        "calls CancelIoEx while it holds state",
                        "blocks in WaitForThreadpoolWaitCallbacks while it holds state",
                        "posts while it holds state");
    }

    @Test
    void calls_that_return_at_once_are_allowed() {
        Operation operation = subject.operation();
        mutex.lock();

        subject.pendingWrite(operation);
        assertThat(subject.ask(operation).ok()).isFalse();
        assertThat(subject.api.waitForSingleObject(subject.event(), 0).ok()).isTrue();

        assertThat(subject.objections(Property.LOCK_DISCIPLINE)).isEmpty();
    }

    @Test
    void a_mutex_counts_from_lock_to_unlock_and_for_its_thread_only() {
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        mutex.lock();
        assertThat(subject.run.locks().heldByCurrentThread()).containsExactly("state");

        subject.world.as(
                "stopper", () -> assertThat(subject.cancel(operation).ok()).isTrue());
        mutex.unlock();
        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(subject.objections(Property.LOCK_DISCIPLINE)).isEmpty();
        assertThat(subject.run.locks().heldByCurrentThread()).isEmpty();
    }

    @Test
    void two_mutexes_of_one_name_are_two() {
        Mutex other = subject.platform.mutex("state");
        mutex.lock();
        other.lock();
        other.unlock();

        assertThat(subject.run.locks().heldByCurrentThread()).containsExactly("state");
    }
}
