package pipefault.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pipefault.platform.EventLoop;
import pipefault.platform.Handle;

/** The threads of a native world, and what they are called. */
class NativeWorldThreadsTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final IdleKernel kernel = new IdleKernel();
    private final NativeWorld world = kernel.world();

    @AfterEach
    void close() {
        world.close();
        assertThat(kernel.isClosed()).isTrue();
    }

    @Test
    void the_thread_inside_run_is_the_driver() {
        List<String> names = new ArrayList<>();

        world.run(() -> names.add(String.valueOf(world.current())));

        assertThat(names).containsExactly("driver");
        assertThat(world.current()).isNull();
    }

    @Test
    void what_the_body_of_run_throws_comes_out_unchanged() {
        IllegalStateException thrown = new IllegalStateException("from the body");

        assertThatThrownBy(() -> world.run(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void a_run_inside_a_run_is_refused() {
        world.run(() -> assertThatThrownBy(() -> world.run(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("driver"));
    }

    @Test
    void a_second_thread_of_a_role_gets_a_number() {
        world.run(() -> {
            Actor first = world.start("owner", () -> {});
            Actor second = world.start("owner", () -> {});

            assertThat(first.name()).isEqualTo("owner");
            assertThat(second.name()).isEqualTo("owner-2");
            assertThat(second.role()).isEqualTo("owner");
            assertThat(world.await("both", () -> first.isDone() && second.isDone(), BOUND))
                    .isTrue();
        });
    }

    @Test
    void a_started_thread_is_a_daemon_under_its_name() {
        List<Thread> threads = new CopyOnWriteArrayList<>();

        world.run(() -> {
            Actor actor = world.start("owner", () -> threads.add(Thread.currentThread()));
            assertThat(world.await("its end", actor::isDone, BOUND)).isTrue();
            assertThat(actor.failure()).isNull();
        });

        assertThat(threads)
                .singleElement()
                .matches(Thread::isDaemon)
                .extracting(Thread::getName)
                .isEqualTo("owner");
    }

    @Test
    void an_actor_tells_what_its_body_threw() {
        IllegalStateException thrown = new IllegalStateException("from the body");

        world.run(() -> {
            Actor actor = world.start("owner", () -> {
                throw thrown;
            });
            assertThat(world.await("its end", actor::isDone, BOUND)).isTrue();
            assertThat(actor.failure()).isSameAs(thrown);
        });
    }

    @Test
    void a_thread_that_calls_in_is_adopted() {
        assertThat(world.platform().win32().setEvent(Handle.NULL).ok()).isTrue();

        assertThat(world.current()).extracting(Actor::name, Actor::role).containsExactly("adopted", "adopted");
    }

    @Test
    void a_callback_runs_as_a_numbered_actor_of_the_pool() throws InterruptedException {
        List<String> names = new CopyOnWriteArrayList<>();
        assertThat(world.platform()
                        .win32()
                        .createThreadpoolWait(result -> names.add(world.current() + " " + result))
                        .ok())
                .isTrue();
        Thread pool = new Thread(() -> kernel.callbacks.get(0).run(258));

        pool.start();
        pool.join();

        assertThat(names).containsExactly("pool-1 258");
    }

    @Test
    void what_a_callback_or_a_late_release_throws_is_kept() {
        IllegalStateException thrown = new IllegalStateException("from the callback");
        assertThat(world.platform()
                        .win32()
                        .createThreadpoolWait(result -> {
                            throw thrown;
                        })
                        .ok())
                .isTrue();
        IllegalStateException late = new IllegalStateException("from a late release");

        kernel.callbacks.get(0).run(0);
        kernel.stray(late);
        kernel.stray(new RunAborted());

        assertThat(world.strayExceptions()).containsExactly(thrown, late);
    }

    @Test
    void posted_tasks_run_in_order_on_the_owner_thread_only() {
        List<String> ran = new CopyOnWriteArrayList<>();
        EventLoop loop = world.platform().loop();
        Object dropped = new Object();
        world.run(() -> {
            assertThat(loop.post(this, () -> ran.add("first " + loop.isCurrent())))
                    .isTrue();
            assertThat(loop.post(dropped, () -> ran.add("dropped"))).isTrue();
            loop.removePosted(dropped);
            Actor owner = world.start("owner", world.loop()::run);
            assertThat(world.await("the first task", () -> ran.size() == 1, BOUND))
                    .isTrue();

            assertThat(loop.post(this, () -> ran.add("second"))).isTrue();
            assertThat(loop.post(this, world.loop()::close)).isTrue();
            assertThat(world.await("the owner's end", owner::isDone, BOUND)).isTrue();

            assertThat(loop.isCurrent()).isFalse();
            assertThat(loop.post(this, () -> ran.add("late"))).isFalse();
        });
        assertThat(ran).containsExactly("first true", "second");
    }

    @Test
    void time_passes_in_a_sleep() {
        world.run(() -> {
            Duration before = world.elapsed();
            world.sleep(Duration.ofMillis(30));
            assertThat(world.elapsed().minus(before)).isBetween(Duration.ofMillis(30), BOUND);
        });
    }

    @Test
    void an_await_gives_up_after_its_bound_and_not_before() {
        world.run(() -> {
            long start = world.platform().clock().nanoTime();

            assertThat(world.await("what never comes", () -> false, Duration.ofMillis(30)))
                    .isFalse();

            assertThat(Duration.ofNanos(world.platform().clock().nanoTime() - start))
                    .isBetween(Duration.ofMillis(30), BOUND);
            assertThat(world.await("what is there", () -> true, Duration.ZERO)).isTrue();
        });
    }
}
