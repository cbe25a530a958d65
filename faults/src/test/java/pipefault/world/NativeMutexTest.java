package pipefault.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pipefault.platform.Mutex;

/** The mutex of a native world. */
class NativeMutexTest {

    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int ACTORS = 4;
    private static final int ROUNDS = 20_000;

    private final NativeWorld world = new IdleKernel().world();
    private final Mutex mutex = world.platform().mutex("Writer.lock");

    /** Guarded by {@link #mutex}, on purpose by nothing else. */
    private int counter;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void one_thread_at_a_time_holds_it() {
        world.run(() -> {
            List<Actor> actors = new ArrayList<>();
            for (int i = 0; i < ACTORS; i++) {
                actors.add(world.start("counter", this::count));
            }
            assertThat(world.await("the counters", () -> actors.stream().allMatch(Actor::isDone), BOUND))
                    .isTrue();
            assertThat(actors).extracting(Actor::failure).containsOnlyNulls();
        });
        assertThat(counter).isEqualTo(ACTORS * ROUNDS);
    }

    private void count() {
        for (int i = 0; i < ROUNDS; i++) {
            mutex.lock();
            counter++;
            mutex.unlock();
        }
    }

    @Test
    void a_thread_that_locks_it_twice_waits_for_itself() {
        world.run(() -> {
            Actor owner = world.start("owner", () -> {
                mutex.lock();
                mutex.lock();
            });
            assertThat(world.await(
                            "the owner", () -> !world.whoWaitsForWhat().cycle().isEmpty(), BOUND))
                    .isTrue();

            assertThat(world.whoWaitsForWhat().cycle()).containsExactly("owner");
            assertThat(world.whoWaitsForWhat().lines()).contains("owner is waiting for the mutex Writer.lock (owner)");
            assertThat(world.abort()).isZero();
            assertThat(owner.isDone()).isTrue();
            assertThat(owner.failure()).isNull();
        });
    }

    @Test
    void two_threads_that_hold_what_the_other_wants_are_a_cycle() {
        Mutex other = world.platform().mutex("Listener.lock");
        WorldGate gate = world.gate("both hold one");
        world.run(() -> {
            world.start("one", () -> lockBoth(mutex, gate, other));
            world.start("two", () -> lockBoth(other, gate, mutex));
            assertThat(world.await("both", () -> gate.arrived() == 2, BOUND)).isTrue();
            gate.open();

            assertThat(world.await(
                            "the cycle", () -> !world.whoWaitsForWhat().cycle().isEmpty(), BOUND))
                    .isTrue();
            assertThat(world.whoWaitsForWhat().cycle()).containsExactlyInAnyOrder("one", "two");
            assertThat(world.abort()).isZero();
        });
    }

    private static void lockBoth(Mutex first, WorldGate between, Mutex second) {
        first.lock();
        assertThat(between.pass(BOUND)).isTrue();
        second.lock();
    }

    @Test
    void it_knows_its_holder() {
        assertThat(mutex.isHeldByCurrentThread()).isFalse();
        mutex.lock();
        assertThat(mutex.isHeldByCurrentThread()).isTrue();
        world.run(() -> {
            // The thread of this test, which holds it: another one has to ask.
            Actor other = world.start(
                    "other", () -> assertThat(mutex.isHeldByCurrentThread()).isFalse());
            assertThat(world.await("the other", other::isDone, BOUND)).isTrue();
            assertThat(other.failure()).isNull();
        });
        mutex.unlock();
        assertThat(mutex.isHeldByCurrentThread()).isFalse();
    }

    @Test
    void unlocking_what_one_does_not_hold_is_refused_with_the_holder() {
        assertThatThrownBy(mutex::unlock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mutex Writer.lock")
                .hasMessageContaining("by nobody");
    }
}
