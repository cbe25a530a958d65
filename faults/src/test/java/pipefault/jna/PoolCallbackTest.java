package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;
import pipefault.world.Actor;
import pipefault.world.WorldGate;

/** Completions that arrive through a thread-pool wait. */
@Tag("native")
class PoolCallbackTest {

    @RegisterExtension
    final RealPipe pipe = new RealPipe();

    private final List<Integer> results = new CopyOnWriteArrayList<>();

    @Test
    void a_completed_write_calls_back_once_on_a_pool_thread() {
        Handle event = pipe.event(true);
        Operation write = pipe.pendingWrite(event);
        AtomicReference<Actor> caller = new AtomicReference<>();
        AtomicReference<CallResult> ended = new AtomicReference<>();
        ThreadpoolWait wait = pipe.threadpoolWait(result -> {
            caller.set(pipe.world().current());
            ended.set(pipe.result(write, false));
            results.add(result);
        });
        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);

        assertThat(pipe.read(2 * RealPipe.QUOTA)).hasSize(2 * RealPipe.QUOTA);
        pipe.waitFor("the callback", () -> !results.isEmpty());
        pipe.end(wait);

        assertThat(results).containsExactly(Win32Error.WAIT_OBJECT_0);
        assertThat(caller.get()).extracting(Actor::role).isEqualTo("pool");
        assertThat(caller.get()).extracting(Actor::name).isEqualTo("pool-1");
        assertThat(ended.get()).extracting(CallResult::count).isEqualTo(2L * RealPipe.QUOTA);
        assertThat(pipe.world().strayExceptions()).isEmpty();
        write.release();
    }

    @Test
    void a_cancelled_write_calls_back_with_995() {
        Handle event = pipe.event(false);
        Operation write = pipe.pendingWrite(event);
        AtomicReference<CallResult> ended = new AtomicReference<>();
        ThreadpoolWait wait = pipe.threadpoolWait(result -> ended.set(pipe.result(write, false)));
        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);

        assertThat(pipe.win32().cancelIoEx(pipe.server(), write.overlapped()).ok())
                .isTrue();
        pipe.waitFor("the callback", () -> ended.get() != null);
        pipe.end(wait);

        assertThat(ended.get()).extracting(CallResult::lastError).isEqualTo(Win32Error.ERROR_OPERATION_ABORTED);
        write.release();
    }

    @Test
    void a_time_out_calls_back_with_258() {
        Handle event = pipe.event(true);
        ThreadpoolWait wait = pipe.threadpoolWait(results::add);
        long start = System.nanoTime();

        pipe.win32().setThreadpoolWait(wait, event, 60);
        pipe.waitFor("the callback", () -> !results.isEmpty());
        long millis = (System.nanoTime() - start) / 1_000_000;
        pipe.end(wait);

        assertThat(results).containsExactly(Win32Error.WAIT_TIMEOUT);
        assertThat(millis).isBetween(40L, 5_000L);
    }

    @Test
    void arming_with_null_disarms() {
        Handle event = pipe.event(true);
        ThreadpoolWait wait = pipe.threadpoolWait(results::add);
        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);

        pipe.win32().setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
        assertThat(pipe.win32().setEvent(event).ok()).isTrue();
        pipe.end(wait);

        assertThat(results).isEmpty();
        assertThat(pipe.win32().isSet(event)).isTrue();
    }

    /** Fact GR20. */
    @Test
    void only_one_of_pool_and_getOverlappedResultEx_gets_an_auto_reset_event() {
        Handle event = pipe.event(false);
        Operation write = pipe.pendingWrite(event);
        ThreadpoolWait wait = pipe.threadpoolWait(results::add);
        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);
        AtomicReference<CallResult> ended = new AtomicReference<>();
        Actor waiter = pipe.world().start("waiter", () -> ended.set(getResultWithin(write, 1500)));
        pipe.waitFor("the waiter", () -> waits("waiter"));
        // It is on its way into the kernel: time spent there is the only sign of having arrived.
        assertThat(pipe.win32().waitForSingleObject(pipe.event(true), 200).value())
                .isEqualTo(Win32Error.WAIT_TIMEOUT);

        assertThat(pipe.read(2 * RealPipe.QUOTA)).hasSize(2 * RealPipe.QUOTA);
        pipe.waitFor("the end of the waiter", waiter::isDone);
        pipe.end(wait);

        assertThat(write.overlapped().hasIoCompleted()).isTrue();
        assertThat(write.overlapped().internalHigh()).isEqualTo(2L * RealPipe.QUOTA);
        if (results.isEmpty()) {
            assertThat(ended.get()).extracting(CallResult::count).isEqualTo(2L * RealPipe.QUOTA);
        } else {
            assertThat(ended.get()).isEqualTo(CallResult.failure(Win32Error.WAIT_TIMEOUT));
        }
        write.release();
    }

    private CallResult getResultWithin(Operation operation, int millis) {
        return pipe.win32().getOverlappedResultEx(pipe.server(), operation.overlapped(), millis, false);
    }

    private boolean waits(String actor) {
        return pipe.world().whoWaitsForWhat().waits().stream()
                .anyMatch(wait -> wait.actor().equals(actor));
    }

    @Test
    void what_a_callback_throws_reaches_the_world() {
        Handle event = pipe.event(true);
        AssertionError thrown = new AssertionError("thrown by the callback");
        ThreadpoolWait wait = pipe.threadpoolWait(result -> {
            results.add(result);
            throw thrown;
        });

        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);
        assertThat(pipe.win32().setEvent(event).ok()).isTrue();
        pipe.waitFor("the exception", () -> !pipe.world().strayExceptions().isEmpty());
        pipe.end(wait);

        assertThat(results).hasSize(1);
        assertThat(pipe.world().strayExceptions()).containsExactly(thrown);
    }

    @Test
    void a_callback_outlives_the_close_of_its_wait() {
        Handle event = pipe.event(true);
        WorldGate gate = pipe.world().gate("in the callback");
        AtomicBoolean ended = new AtomicBoolean();
        ThreadpoolWait wait = pipe.threadpoolWait(result -> {
            ended.set(gate.pass(RealPipe.BOUND));
            results.add(result);
        });
        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);
        assertThat(pipe.win32().setEvent(event).ok()).isTrue();
        pipe.waitFor("the callback", () -> gate.arrived() == 1);

        pipe.win32().closeThreadpoolWait(wait);
        collectGarbage();
        assertThat(results).isEmpty();
        gate.open();
        pipe.waitFor("the end of the callback", () -> !results.isEmpty());

        assertThat(ended).isTrue();
        assertThat(pipe.world().strayExceptions()).isEmpty();
    }

    @Test
    void a_call_on_a_closed_wait_is_reported_and_harmless() {
        ThreadpoolWait wait = pipe.threadpoolWait(results::add);
        pipe.win32().closeThreadpoolWait(wait);

        pipe.win32().closeThreadpoolWait(wait);

        assertThat(pipe.world().strayExceptions()).singleElement().asString().contains("closed already");
    }

    @Test
    void a_wait_of_another_platform_is_refused() {
        ThreadpoolWait foreign = new ThreadpoolWait() {};

        assertThatThrownBy(() -> pipe.win32().closeThreadpoolWait(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another platform");
    }

    static void collectGarbage() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
    }
}
