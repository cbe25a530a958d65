package pipefault.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.ThreadpoolWait;

/** The end of a run that is stuck. */
class AbortedNativeWorldTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final IdleKernel kernel = new IdleKernel();
    private final NativeWorld world = kernel.world();

    @AfterEach
    void close() {
        kernel.letGo();
        world.close();
    }

    @Test
    void whoever_waits_inside_the_world_goes() {
        Mutex mutex = world.platform().mutex("held for ever");
        WorldGate gate = world.gate("never opened");
        world.run(() -> {
            mutex.lock();
            List<Actor> actors = new ArrayList<>();
            actors.add(world.start("locker", mutex::lock));
            actors.add(world.start("held", () -> assertThat(gate.pass(BOUND)).isTrue()));
            actors.add(world.start(
                    "awaiter",
                    () -> assertThat(world.await("nothing", () -> false, null)).isTrue()));
            actors.add(world.start("sleeper", () -> world.sleep(Duration.ofDays(1))));
            actors.add(world.start("owner", world.loop()::run));
            assertThat(world.await("all", () -> waiting() == actors.size() + 1, BOUND))
                    .isTrue();

            assertThat(world.abort()).isZero();

            assertThat(actors).allMatch(Actor::isDone);
            assertThat(actors).extracting(Actor::failure).containsOnlyNulls();
            assertThat(gate.isOpen()).isTrue();
        });
    }

    /** The driver counts too: it waits for the others. */
    private int waiting() {
        return world.whoWaitsForWhat().waits().size();
    }

    @Test
    void every_call_of_another_thread_ends_it_except_those_that_give_something_back() {
        Mutex mutex = world.platform().mutex("lock");
        ThreadpoolWait wait = threadpoolWait();
        List<String> passed = new CopyOnWriteArrayList<>();
        world.run(() -> {
            Actor subject = world.start("subject", () -> {
                mutex.lock();
                while (!world.isAborted()) {
                    Thread.onSpinWait();
                }
                passed.add("close "
                        + world.platform().win32().closeHandle(Handle.of(4)).ok());
                world.platform().win32().closeThreadpoolWait(wait);
                passed.add("wait closed");
                mutex.unlock();
                mutex.unlock();
                passed.add("unlocked twice");
                passed.add("event set: " + world.platform().win32().setEvent(Handle.of(8)));
            });
            assertThat(world.await("the lock", () -> lockedByAnother(mutex), BOUND))
                    .isTrue();
            Thread aborter = new Thread(() -> assertThat(world.abort()).isNotNegative());
            aborter.start();
            assertThatThrownBy(() -> world.await("the end of the subject", subject::isDone, null))
                    .isInstanceOf(RunAborted.class);
        });
        assertThat(world.abort()).isZero();
        assertThat(passed).containsExactly("close true", "wait closed", "unlocked twice");
        assertThat(kernel.calls).contains("closeHandle", "closeThreadpoolWait").doesNotContain("setEvent");
    }

    private ThreadpoolWait threadpoolWait() {
        return Objects.requireNonNull(
                world.platform().win32().createThreadpoolWait(result -> {}).threadpoolWaitOrNull());
    }

    private boolean lockedByAnother(Mutex mutex) {
        return mutex instanceof NativeMutex known && !known.forActors().isEmpty();
    }

    @Test
    void a_thread_inside_a_call_of_the_kernel_is_abandoned_and_counted() {
        ThreadpoolWait wait = threadpoolWait();
        world.run(() -> {
            Actor stopper =
                    world.start("stopper", () -> world.platform().win32().waitForThreadpoolWaitCallbacks(wait, false));
            assertThat(world.await("the stopper", () -> waiting() == 2, BOUND)).isTrue();
            assertThat(world.whoWaitsForWhat().lines())
                    .anyMatch(line -> line.startsWith("stopper is waiting for a queued callback, inside"));

            assertThat(world.abort()).isEqualTo(1);

            assertThat(stopper.isDone()).isFalse();
            kernel.letGo();
            assertThat(world.await("the stopper's end", stopper::isDone, BOUND)).isTrue();
            assertThat(world.abort()).isZero();
        });
    }

    @Test
    void a_running_callback_that_does_not_go_is_abandoned_too() {
        CallbackHolder holder = new CallbackHolder();
        assertThat(world.platform().win32().createThreadpoolWait(holder::run).ok())
                .isTrue();
        Thread pool = new Thread(() -> kernel.callbacks.get(0).run(0));
        pool.setDaemon(true);
        pool.start();
        assertThat(world.await("the callback", holder.inside::get, BOUND)).isTrue();

        assertThat(world.abort()).isEqualTo(1);

        holder.mayGo.set(true);
        assertThat(world.await("its end", () -> world.abort() == 0, BOUND)).isTrue();
    }

    /** A callback that blocks outside the platform. */
    private static final class CallbackHolder {

        private final AtomicBoolean inside = new AtomicBoolean();
        private final AtomicBoolean mayGo = new AtomicBoolean();

        void run(int waitResult) {
            inside.set(true);
            while (!mayGo.get()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_thread_that_blocks_outside_of_the_platform_is_interrupted() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean inside = new AtomicBoolean();
        Actor outside = world.start("outside", () -> {
            inside.set(true);
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        assertThat(world.await("the thread", inside::get, BOUND)).isTrue();

        assertThat(world.abort()).isZero();

        assertThat(outside.failure()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_thread_that_swallows_its_end_is_put_to_rest() {
        AtomicInteger calls = new AtomicInteger();
        world.start("stubborn", () -> {
            while (true) {
                try {
                    calls.incrementAndGet();
                    assertThat(world.platform().win32().setEvent(Handle.of(8)).ok())
                            .isTrue();
                } catch (RunAborted e) {
                    assertThat(world.isAborted()).isTrue();
                }
            }
        });
        assertThat(world.await("its calls", () -> calls.get() > 10, BOUND)).isTrue();

        assertThat(world.abort()).isEqualTo(1);

        int before = calls.get();
        assertThat(world.await("another call", () -> calls.get() > before, Duration.ofMillis(50)))
                .isFalse();
    }

    @Test
    void a_thread_started_after_the_abort_ends_at_its_first_call() {
        assertThat(world.abort()).isZero();

        Actor late = world.start("late", () -> world.gate("late").pass(BOUND));

        assertThat(world.await("its end", late::isDone, BOUND)).isTrue();
        assertThat(late.failure()).isNull();
    }

    @Test
    void an_interrupt_ends_a_wait_and_stays_set() {
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        Actor actor = world.start("interrupted", () -> {
            Thread.currentThread().interrupt();
            try {
                world.sleep(Duration.ofDays(1));
            } finally {
                interrupted.add(Thread.currentThread().isInterrupted());
            }
        });

        assertThat(world.await("its end", actor::isDone, BOUND)).isTrue();
        assertThat(interrupted).containsExactly(true);
    }
}
