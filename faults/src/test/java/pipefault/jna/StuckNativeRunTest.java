package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;
import pipefault.world.Actor;
import pipefault.world.WaitGraph;

/** Threads that cannot go on because of what the real kernel does. */
@Tag("native")
class StuckNativeRunTest {

    @RegisterExtension
    final RealPipe pipe = new RealPipe();

    @Test
    void a_wait_for_callbacks_under_a_mutex_that_the_callback_needs_is_named_as_a_cycle() {
        Mutex mutex = pipe.world().platform().mutex("Writer.lock");
        Handle event = pipe.event(true);
        ThreadpoolWait wait = pipe.threadpoolWait(result -> {
            mutex.lock();
            mutex.unlock();
        });
        Actor stopper = pipe.world().start("stopper", () -> {
            mutex.lock();
            pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);
            assertThat(pipe.win32().setEvent(event).ok()).isTrue();
            pipe.waitFor("the callback", () -> waitsFor("the mutex"));
            pipe.win32().waitForThreadpoolWaitCallbacks(wait, false);
            mutex.unlock();
        });

        pipe.waitFor("the cycle", () -> !pipe.world().whoWaitsForWhat().cycle().isEmpty());

        WaitGraph graph = pipe.world().whoWaitsForWhat();
        assertThat(graph.cycle()).containsExactlyInAnyOrder("stopper", "pool-1");
        assertThat(graph.lines())
                .anyMatch(line -> line.startsWith(
                        "stopper is waiting for a running callback, inside WaitForThreadpoolWaitCallbacks for 0."))
                .contains("pool-1 is waiting for the mutex Writer.lock (stopper)");

        assertThat(pipe.world().abort()).as("abandoned threads").isZero();
        assertThat(stopper.isDone()).isTrue();
        assertThat(stopper.failure()).isNull();
        pipe.end(wait);
        assertThat(pipe.world().strayExceptions()).isEmpty();
    }

    @Test
    void a_thread_inside_a_native_wait_is_named_and_abandoned() {
        Operation write = pipe.pendingWrite(pipe.event(true));
        Actor waiter = pipe.world()
                .start("waiter", () -> assertThat(pipe.result(write, true).ok()).isTrue());
        pipe.waitFor("the waiter", () -> waitsFor("GetOverlappedResult to return"));
        assertThat(pipe.world().whoWaitsForWhat().cycle()).isEmpty();

        long start = System.nanoTime();
        int abandoned = pipe.world().abort();

        assertThat(abandoned).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(180), Duration.ofSeconds(5));
        assertThat(pipe.read(2 * RealPipe.QUOTA))
                .as("the aborting thread may still clear up")
                .hasSize(2_000);
        pipe.waitFor("the waiter's end", waiter::isDone);
        assertThat(pipe.world().abort()).isZero();
        write.release();
    }

    @Test
    void a_callback_that_comes_after_the_abort_ends_at_its_first_call() {
        Handle event = pipe.event(true);
        List<String> reached = new CopyOnWriteArrayList<>();
        ThreadpoolWait wait = pipe.threadpoolWait(result -> {
            reached.add("callback");
            reached.add("answered " + pipe.win32().resetEvent(event));
        });
        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);

        assertThat(pipe.world().abort()).isZero();
        assertThat(pipe.win32().setEvent(event).ok()).isTrue();
        pipe.waitFor("the callback", () -> !reached.isEmpty());
        pipe.end(wait);

        assertThat(reached).containsExactly("callback");
        assertThat(pipe.world().strayExceptions()).isEmpty();
    }

    private boolean waitsFor(String what) {
        return pipe.world().whoWaitsForWhat().waits().stream()
                .anyMatch(wait -> wait.what().startsWith(what));
    }
}
