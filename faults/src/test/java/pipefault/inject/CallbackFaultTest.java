package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.platform.Handle;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;

/** Faults on the callbacks of a thread-pool wait, and when one may begin. */
class CallbackFaultTest {

    private final List<Integer> results = new ArrayList<>();

    /** Lets the pool run the callback of the first wait. */
    private static void fire(Subject subject, int result) {
        subject.world.as("pool-1", "pool", () -> subject.kernel.callbacks.get(0).run(result));
    }

    @Test
    void a_callback_runs_on_its_pool_thread() {
        Subject subject = new Subject("");
        subject.wait(results::add);

        fire(subject, Win32Error.WAIT_OBJECT_0);
        fire(subject, Win32Error.WAIT_TIMEOUT);

        assertThat(results).containsExactly(Win32Error.WAIT_OBJECT_0, Win32Error.WAIT_TIMEOUT);
        assertThat(subject.trace())
                .endsWith(
                        "pool-1 CALLBACK  wait-1",
                        "pool-1 CALLBACK_END  wait-1",
                        "pool-1 CALLBACK  wait-1 after its time-out",
                        "pool-1 CALLBACK_END  wait-1");
    }

    @Test
    void a_callback_never_runs() {
        Subject subject = new Subject("Callback#1 -> unrealistic(drop)");
        subject.wait(results::add);

        fire(subject, 0);
        fire(subject, 0);

        assertThat(results).hasSize(1);
        assertThat(subject.run.runningCallbacks()).isZero();
    }

    @Test
    void a_callback_runs_twice() {
        Subject subject = new Subject("Callback#1 -> unrealistic(repeat)");
        subject.wait(results::add);

        fire(subject, 0);

        assertThat(results).hasSize(2);
    }

    @Test
    void a_callback_that_is_held_counts_as_running() {
        Subject subject = new Subject("Callback#1 -> hold(before, begin); Callback#1 -> hold(after, end)");
        subject.wait(results::add);
        List<String> seen = new ArrayList<>();
        for (String gate : List.of("begin", "end")) {
            subject.world.whileHeldAt(gate, () -> {
                seen.add(gate + ": " + subject.run.runningCallbacks() + " running, " + results.size() + " run");
                subject.run.gate(gate).open();
            });
        }

        fire(subject, 0);

        assertThat(seen).containsExactly("begin: 1 running, 0 run", "end: 1 running, 1 run");
        assertThat(subject.run.runningCallbacks()).isZero();
    }

    @Test
    void a_callback_that_throws_has_ended() {
        Subject subject = new Subject("");
        subject.wait(result -> {
            throw new IllegalStateException("callback");
        });

        assertThatThrownBy(() -> fire(subject, 0)).hasMessage("callback");

        assertThat(subject.run.runningCallbacks()).isZero();
        assertThat(subject.trace()).contains("pool-1 CALLBACK_END  wait-1");
    }

    @Test
    void a_callback_that_begins_after_the_wait_was_closed_is_a_finding() {
        Subject subject = new Subject("");
        ThreadpoolWait wait = subject.wait(results::add);
        subject.api.closeThreadpoolWait(wait);

        fire(subject, 0);

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("a callback of wait-1 begins after CloseThreadpoolWait");
    }

    @Test
    void a_callback_that_begins_while_the_wait_is_being_closed_or_ends_after_it_is_none() {
        Subject subject = new Subject("CloseThreadpoolWait -> hold(before, closing)");
        List<ThreadpoolWait> waits = new ArrayList<>();
        waits.add(subject.wait(result -> subject.api.closeThreadpoolWait(waits.get(0))));
        subject.world.whileHeldAt("closing", () -> {
            subject.run.gate("closing").open();
            subject.kernel.callbacks.get(0).run(0);
        });

        fire(subject, 0);

        assertThat(subject.objections(Property.OWNERSHIP)).isEmpty();
    }

    @Test
    void an_event_that_an_armed_wait_needs_may_not_be_closed() {
        Subject subject = new Subject("");
        Handle event = subject.event();
        subject.api.setThreadpoolWait(subject.wait(results::add), event, Win32Error.INFINITE);

        assertThat(subject.api.closeHandle(event).ok()).isTrue();

        assertThat(subject.objections(Property.OWNERSHIP))
                .containsExactly("event-1 is closed while wait-1 is armed with it");
    }

    @Test
    void an_event_may_be_closed_after_the_wait_was_disarmed_fired_or_closed() {
        for (String end : List.of("disarmed", "fired", "closed")) {
            Subject subject = new Subject("");
            Handle event = subject.event();
            ThreadpoolWait wait = subject.wait(results::add);
            subject.api.setThreadpoolWait(wait, event, Win32Error.INFINITE);
            switch (end) {
                case "disarmed" -> subject.api.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
                case "fired" -> fire(subject, 0);
                default -> subject.api.closeThreadpoolWait(wait);
            }

            assertThat(subject.api.closeHandle(event).ok()).isTrue();

            assertThat(subject.objections(Property.OWNERSHIP)).as(end).isEmpty();
        }
    }
}
