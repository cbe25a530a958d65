package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.platform.Operation;

/** A fault delays a call, or holds it at a gate. */
class CallTakesTimeTest {

    @Test
    void a_delay_passes_in_the_time_of_the_world_before_or_after_the_real_call() {
        Subject subject = new Subject("SetEvent#1 -> delay(before, 50ms); SetEvent#1 -> delay(after, 2s)");

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.world.sleeps).containsExactly(Duration.ofMillis(50), Duration.ofSeconds(2));
        assertThat(subject.trace())
                .containsSubsequence(
                        "owner CALL SetEvent event-1",
                        "owner FAULT SetEvent delayed by 50 ms *",
                        "owner FAULT SetEvent delayed by 2000 ms *",
                        "owner RETURN SetEvent ok");
    }

    @Test
    void a_call_held_before_has_not_reached_the_kernel() {
        Subject subject = new Subject("CancelIoEx#1 -> hold(before, in-cancel)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.world.whileHeldAt("in-cancel", () -> {
            assertThat(subject.kernel.count("cancelIoEx")).isZero();
            assertThat(subject.run.heldThreads()).isEqualTo(1);
            assertThat(subject.run.gate("in-cancel").arrived()).isEqualTo(1);
            subject.run.gate("in-cancel").open();
        });

        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(subject.kernel.count("cancelIoEx")).isEqualTo(1);
        assertThat(subject.run.heldThreads()).isZero();
        assertThat(subject.run.expiredHolds()).isEmpty();
    }

    @Test
    void a_call_held_after_has_reached_the_kernel_and_not_returned() {
        Subject subject = new Subject("CancelIoEx#1 -> hold(after, stale)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        subject.world.whileHeldAt("stale", () -> {
            assertThat(subject.kernel.count("cancelIoEx")).isEqualTo(1);
            assertThat(subject.trace()).noneMatch(line -> line.contains("RETURN CancelIoEx"));
            subject.run.gate("stale").open();
        });

        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(subject.trace()).anyMatch(line -> line.contains("RETURN CancelIoEx"));
    }

    @Test
    void the_entry_of_another_call_opens_the_gate() {
        Subject subject = new Subject("GetOverlappedResult#1 -> hold(before, in-callback, until CancelIoEx#2)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        List<Boolean> open = new ArrayList<>();
        subject.world.whileHeldAt("in-callback", () -> {
            assertThat(subject.cancel(operation).ok()).isTrue();
            open.add(subject.run.gate("in-callback").isOpen());
            assertThat(subject.cancel(operation).ok()).isTrue();
            open.add(subject.run.gate("in-callback").isOpen());
        });

        assertThat(subject.ask(operation).ok()).isFalse();

        assertThat(open).containsExactly(false, true);
        assertThat(subject.trace())
                .containsSubsequence(
                        "owner FAULT GetOverlappedResult is held at gate in-callback *",
                        "owner FAULT GetOverlappedResult goes on from gate in-callback *");
    }

    @Test
    void the_return_of_another_call_opens_the_gate_after_its_entry() {
        Subject subject = new Subject("CancelIoEx#1 -> hold(before, in-cancel, until SetEvent@pool#1.returned);"
                + " SetEvent#1 -> hold(before, in-set)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        List<Boolean> open = new ArrayList<>();
        subject.world.whileHeldAt("in-set", () -> {
            open.add(subject.run.gate("in-cancel").isOpen());
            subject.run.gate("in-set").open();
        });
        subject.world.whileHeldAt("in-cancel", () -> {
            subject.world.as(
                    "pool-1",
                    "pool",
                    () -> assertThat(subject.api.setEvent(subject.event()).ok()).isTrue());
            open.add(subject.run.gate("in-cancel").isOpen());
        });

        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(open).containsExactly(false, true);
    }

    @Test
    void what_opens_a_gate_may_have_happened_before() {
        Subject subject = new Subject("CancelIoEx#1 -> hold(before, in-cancel, until SetEvent#1)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);
        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(subject.trace()).contains("owner FAULT CancelIoEx passes the open gate in-cancel *");
        assertThat(subject.run.gate("in-cancel").arrived()).isZero();
    }

    @Test
    void a_gate_that_nobody_opens_lets_go_after_the_dead_man_bound_and_says_so() {
        Subject subject = new Subject("CancelIoEx#1 -> hold(before, in-cancel)");
        Operation operation = subject.operation();
        subject.pendingWrite(operation);

        assertThat(subject.cancel(operation).ok()).isTrue();

        assertThat(subject.world.elapsed()).isEqualTo(Interception.DEAD_MAN_BOUND);
        assertThat(subject.run.expiredHolds()).containsExactly("in-cancel");
        assertThat(subject.trace())
                .contains("owner FAULT CancelIoEx goes on from gate in-cancel, which nobody opened *");
        assertThat(subject.run.heldThreads()).isZero();
    }

    @Test
    void a_thread_is_inside_a_call_that_may_block_for_as_long_as_it_takes() {
        Subject subject = new Subject("WaitForSingleObject -> hold(after, out)");
        List<String> inside = new ArrayList<>();
        subject.world.whileHeldAt("out", () -> {
            inside.add(String.valueOf(subject.run.blockingCallOf("owner")));
            inside.add(String.valueOf(subject.run.blockingCallOf("stopper")));
            subject.run.gate("out").open();
        });

        assertThat(subject.api.waitForSingleObject(subject.event(), 10).ok()).isTrue();

        assertThat(inside).containsExactly("WaitForSingleObject", "null");
        assertThat(subject.run.blockingCallOf("owner")).isNull();
        assertThat(subject.api.waitForSingleObject(subject.event(), 0).ok()).isTrue();
    }

    @Test
    void the_lock_of_a_mutex_is_held_before_or_after_it_is_taken() {
        Subject subject = new Subject("Lock#1 -> hold(before, outside); Lock#1 -> hold(after, inside)");
        var mutex = subject.platform.mutex("state");
        List<Boolean> taken = new ArrayList<>();
        subject.world.whileHeldAt("outside", () -> {
            taken.add(mutex.isHeldByCurrentThread());
            subject.run.gate("outside").open();
        });
        subject.world.whileHeldAt("inside", () -> {
            taken.add(mutex.isHeldByCurrentThread());
            subject.run.gate("inside").open();
        });

        mutex.lock();
        mutex.unlock();

        assertThat(taken).containsExactly(false, true);
        assertThat(mutex.isHeldByCurrentThread()).isFalse();
    }
}
