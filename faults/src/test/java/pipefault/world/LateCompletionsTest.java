package pipefault.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Completions that nobody waits for any more. */
class LateCompletionsTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final AtomicBoolean complete = new AtomicBoolean();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    void what_waits_runs_once_after_its_condition_holds() {
        LateCompletions.when(complete::get, () -> ran.add(Thread.currentThread().getName()), failures::add);
        AtomicBoolean looked = new AtomicBoolean();
        LateCompletions.when(() -> true, () -> looked.set(true), failures::add);
        await("another completion").atMost(BOUND).untilTrue(looked);
        assertThat(ran).isEmpty();

        complete.set(true);

        await("the completion").atMost(BOUND).until(() -> !ran.isEmpty());
        assertThat(ran).containsExactly("late completions");
        assertThat(failures).isEmpty();
        assertThat(LateCompletions.isCurrentThread()).isFalse();
    }

    @Test
    void an_exception_is_told_and_stops_nobody() {
        IllegalStateException thrown = new IllegalStateException("from a condition");
        LateCompletions.when(
                () -> {
                    throw thrown;
                },
                () -> ran.add("never"),
                failures::add);
        LateCompletions.when(() -> true, () -> ran.add("after"), failures::add);

        await("the next").atMost(BOUND).until(() -> ran.contains("after"));

        assertThat(ran).containsExactly("after");
        assertThat(failures).containsExactly(thrown);
    }

    @Test
    void its_thread_has_no_role_and_is_not_aborted() {
        NativeWorld world = new IdleKernel().world();
        assertThat(world.abort()).isZero();

        LateCompletions.when(
                () -> true,
                () -> {
                    world.platform().mutex("taken late").lock();
                    ran.add(String.valueOf(world.current()));
                },
                failures::add);

        await("the completion").atMost(BOUND).until(() -> !ran.isEmpty() || !failures.isEmpty());
        assertThat(failures).isEmpty();
        assertThat(ran).containsExactly("null");
        world.close();
    }
}
