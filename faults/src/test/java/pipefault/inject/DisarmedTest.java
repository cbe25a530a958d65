package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;

/** An interception has stepped out of the way. */
class DisarmedTest {

    @Test
    void calls_reach_the_kernel_and_leave_no_trace() {
        Subject subject = new Subject("SetEvent -> fail(ERROR_INVALID_HANDLE)");
        var event = subject.event();
        subject.run.disarm();
        var before = subject.trace();

        assertThat(subject.api.setEvent(event).ok()).isTrue();

        assertThat(subject.kernel.calls).contains("setEvent");
        assertThat(subject.trace()).isEqualTo(before);
        assertThat(subject.fired()).containsExactly(0);
    }

    @Test
    void operations_and_waits_from_before_are_still_good() {
        Subject subject = new Subject("");
        Operation operation = subject.operation();
        ThreadpoolWait wait = subject.wait(result -> {});
        subject.run.disarm();

        assertThat(subject.write(operation).ok()).isTrue();
        assertThat(subject.cancel(operation).ok()).isTrue();
        assertThat(subject.api.closeThreadpoolWait(wait).ok()).isTrue();

        assertThat(subject.kernel.calls).contains("writeFile", "cancelIoEx", "closeThreadpoolWait");
        assertThat(subject.platform.operation(1)).isNotInstanceOf(InjectedOperation.class);
    }

    @Test
    void mutexes_and_posts_pass_unseen() {
        Subject subject = new Subject("");
        Mutex mutex = subject.platform.mutex("m");
        subject.run.disarm();

        mutex.lock();
        assertThat(subject.run.locks().heldByCurrentThread()).isEmpty();
        mutex.unlock();

        assertThat(subject.platform.loop().post(this, () -> {})).isTrue();
        assertThat(subject.run.answers().all()).isEmpty();
    }
}
