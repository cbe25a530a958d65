package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which callbacks of a wait are let through, where the kernel lets some come too late and where it does not. */
class ExpectedCallbacksTest {

    private static ExpectedCallbacks disarmedAndWaitedFor(boolean comeLate) {
        ExpectedCallbacks callbacks = new ExpectedCallbacks(comeLate);
        callbacks.changed(true);
        callbacks.changed(false);
        assertThat(callbacks.waitedFor(callbacks.changes())).isEqualTo(comeLate);
        return callbacks;
    }

    @Test
    void one_that_wine_lets_through_after_the_safe_order_is_refused() {
        assertThat(disarmedAndWaitedFor(true).begins()).isFalse();
    }

    @Test
    void on_windows_it_would_be_let_through_for_the_oracles_to_see() {
        assertThat(disarmedAndWaitedFor(false).begins()).isTrue();
    }

    @Test
    void arming_again_lets_callbacks_through_again() {
        ExpectedCallbacks callbacks = disarmedAndWaitedFor(true);

        callbacks.changed(true);

        assertThat(callbacks.begins()).isTrue();
    }

    @Test
    void waiting_while_armed_proves_nothing() {
        ExpectedCallbacks callbacks = new ExpectedCallbacks(true);
        callbacks.changed(true);

        assertThat(callbacks.waitedFor(callbacks.changes())).isFalse();
        assertThat(callbacks.areOver()).isFalse();
        assertThat(callbacks.begins()).isTrue();
    }

    @Test
    void arming_while_another_thread_waits_makes_its_return_no_proof() {
        ExpectedCallbacks callbacks = new ExpectedCallbacks(true);
        long before = callbacks.changes();
        callbacks.changed(true);
        callbacks.changed(false);

        assertThat(callbacks.waitedFor(before)).isFalse();
        assertThat(callbacks.areOver()).isFalse();
    }

    @Test
    void one_that_began_before_the_proof_is_running_until_it_returns() {
        ExpectedCallbacks callbacks = new ExpectedCallbacks(true);
        callbacks.changed(true);
        callbacks.changed(false);
        assertThat(callbacks.begins()).isTrue();

        assertThat(callbacks.waitedFor(callbacks.changes())).isTrue();
        assertThat(callbacks.areRunning()).isTrue();
        assertThat(callbacks.areOver()).isFalse();

        callbacks.ended();
        assertThat(callbacks.areRunning()).isFalse();
        assertThat(callbacks.areOver()).isTrue();
    }
}
