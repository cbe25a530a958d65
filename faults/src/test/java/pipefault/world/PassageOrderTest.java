package pipefault.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.Platform;

/** Real threads pass the points of a run in the order of another. */
class PassageOrderTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final IdleKernel kernel = new IdleKernel();
    private final NativeWorld real = kernel.world();
    private final List<String> log = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        real.close();
    }

    private static Passage at(String actor, String point) {
        return new Passage(actor, point, false, false);
    }

    /** Starts two threads that pass points of these names, the first of them well ahead. */
    private PassageOrder.Account run(List<Passage> passages, List<String> first, List<String> second) {
        PassageOrder order = new PassageOrder(passages);
        OrderedWorld world = new OrderedWorld(real, order);
        world.run(() -> {
            Actor one = world.start("one", () -> pass(world, "one", first));
            world.await("the first to stand", () -> one.isDone() || order.held() == 1, BOUND);
            Actor two = world.start("two", () -> pass(world, "two", second));
            assertThat(world.await("both", () -> one.isDone() && two.isDone(), BOUND))
                    .isTrue();
        });
        return order.account();
    }

    private void pass(World world, String who, List<String> points) {
        for (String point : points) {
            world.yieldPoint(point);
            log.add(who + " " + point);
        }
    }

    @Test
    void each_thread_waits_for_its_turn() {
        List<Passage> order = List.of(at("two", "a"), at("one", "a"), at("two", "b"), at("one", "b"), at("two", "c"));

        PassageOrder.Account account = run(order, List.of("a", "b"), List.of("a", "b", "c"));

        assertThat(log).containsExactly("two a", "one a", "two b", "one b", "two c");
        assertThat(account).isEqualTo(new PassageOrder.Account(5, 5, List.of()));
    }

    @Test
    void who_does_not_come_is_left_out_and_that_is_told() {
        List<Passage> order = List.of(at("two", "never"), at("one", "a"), at("two", "b"));

        PassageOrder.Account account = run(order, List.of("a"), List.of("b"));

        assertThat(log).containsExactlyInAnyOrder("one a", "two b");
        assertThat(account.kept()).isEqualTo(2);
        assertThat(account.deviations()).hasSize(1).first().asString().startsWith("two before never ");
    }

    @Test
    void a_point_that_the_order_has_not_holds_nobody_up() {
        List<Passage> order = List.of(at("two", "a"), at("one", "a"));

        PassageOrder.Account account = run(order, List.of("extra", "a"), List.of("a"));

        assertThat(log).containsExactly("one extra", "two a", "one a");
        assertThat(account.kept()).isEqualTo(2);
        assertThat(account.deviations()).containsExactly("one before extra is not in the order");
    }

    @Test
    void who_made_no_further_step_makes_none_until_the_others_are_through() {
        List<Passage> order = List.of(at("one", "a"), at("two", "a"), at("two", "b"));

        PassageOrder.Account account = run(order, List.of("a", "later"), List.of("a", "b"));

        assertThat(log).containsExactly("one a", "two a", "two b", "one later");
        assertThat(account.deviations()).isEmpty();
    }

    @Test
    void what_stood_still_there_is_waited_for_only_until_it_stands_still_here() {
        PassageOrder order = new PassageOrder(
                List.of(new Passage("one", "a", false, true), at("two", "a"), new Passage("one", "b", false, true)));
        OrderedWorld world = new OrderedWorld(real, order);
        WorldGate gate = world.gate("the second");
        world.run(() -> {
            Actor one = world.start("one", () -> {
                pass(world, "one", List.of("a"));
                gate.pass(BOUND);
                pass(world, "one", List.of("b"));
            });
            Actor two = world.start("two", () -> {
                pass(world, "two", List.of("a"));
                gate.open();
            });
            assertThat(world.await("both", () -> one.isDone() && two.isDone(), BOUND))
                    .isTrue();
        });

        assertThat(log).containsExactly("one a", "two a", "one b");
        assertThat(order.account().deviations()).isEmpty();
    }

    @Test
    void nobody_waits_once_it_is_enough() {
        PassageOrder order = new PassageOrder(List.of(at("never", "a"), at("one", "a")));
        order.until(() -> true);
        OrderedWorld world = new OrderedWorld(real, order);

        world.run(() -> pass(world, "driver", List.of("a")));

        assertThat(log).containsExactly("driver a");
    }

    @Test
    void calls_locks_posts_and_callbacks_are_points() {
        String callback = Passage.callbackOf(1);
        List<Passage> points = List.of(
                at("driver", "Lock"),
                at("driver", Passage.LOCK_TAKEN),
                new Passage("driver", "Lock", true, false),
                at("driver", "Unlock"),
                new Passage("driver", "Unlock", true, false),
                at("driver", "Post"),
                new Passage("driver", "Post", true, false),
                at("driver", "CancelIo"),
                new Passage("driver", "CancelIo", true, false),
                at("driver", "CreateThreadpoolWait"),
                new Passage("driver", "CreateThreadpoolWait", true, true),
                at(callback, Passage.CALLBACK_BEGINS),
                at(callback, Passage.CALLBACK),
                new Passage(callback, Passage.CALLBACK, true, true));
        PassageOrder order = new PassageOrder(points);
        OrderedWorld world = new OrderedWorld(real, order);
        Platform platform = world.platform();
        world.run(() -> {
            Mutex mutex = platform.mutex("m");
            mutex.lock();
            assertThat(mutex.isHeldByCurrentThread()).isTrue();
            mutex.unlock();
            assertThat(platform.loop().post(this, () -> {})).isTrue();
            assertThat(platform.win32().cancelIo(Handle.of(8)).ok()).isTrue();
            assertThat(platform.win32()
                            .createThreadpoolWait(waitResult -> log.add("callback"))
                            .ok())
                    .isTrue();
            Actor pool = world.start("pool", () -> kernel.callbacks.get(0).run(0));
            assertThat(world.await("the callback", pool::isDone, BOUND)).isTrue();
        });

        assertThat(log).containsExactly("callback");
        assertThat(order.account()).isEqualTo(new PassageOrder.Account(points.size(), points.size(), List.of()));
    }
}
