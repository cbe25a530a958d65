package pipefault.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gate between real threads. */
class NativeGateTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final NativeWorld world = new IdleKernel().world();
    private final WorldGate gate = world.gate("before CancelIoEx");
    private final AtomicReference<Boolean> passed = new AtomicReference<>();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void it_holds_a_thread_until_it_is_opened() {
        world.run(() -> {
            Actor held = world.start("held", () -> passed.set(gate.pass(BOUND)));
            assertThat(world.await("its arrival", () -> gate.arrived() == 1, BOUND))
                    .isTrue();
            assertThat(gate.isOpen()).isFalse();
            assertThat(world.await(
                            "the graph",
                            () -> world.whoWaitsForWhat()
                                    .lines()
                                    .contains("held is waiting for the gate before CancelIoEx"),
                            BOUND))
                    .isTrue();
            assertThat(passed.get()).isNull();

            gate.open();
            gate.open();

            assertThat(world.await("its end", held::isDone, BOUND)).isTrue();
            assertThat(passed.get()).isTrue();
            assertThat(gate.isOpen()).isTrue();
        });
    }

    @Test
    void an_open_gate_holds_nobody() {
        gate.open();

        assertThat(gate.pass(Duration.ZERO)).isTrue();
        assertThat(gate.arrived()).isEqualTo(1);
    }

    @Test
    void the_dead_man_lets_a_thread_go_on_after_his_bound() {
        long start = System.nanoTime();

        assertThat(gate.pass(Duration.ofMillis(30))).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(30), BOUND);
        assertThat(gate.isOpen()).isFalse();
    }
}
