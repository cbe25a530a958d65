package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pipefault.defects.Writers;
import pipefault.scenario.Bounds;
import pipefault.scenario.Run;

/** Awaitility inside a run. */
class WaitsTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    static class OfTheRecovering {
        @PipefaultTest(subject = Writers.Recovering.class)
        void what_comes_is_waited_for(Run run) {
            boolean unused = run.open() && run.write(Run.LARGE);
            run.peer().drain();
            Waits.await(run, "the block at the peer", Bounds.REPORT)
                    .until(() -> run.peer().count(), count -> count == Run.LARGE);
            PipefaultAssertions.assertThat(run).hasDelivered(Run.LARGE);
        }

        @PipefaultTest(subject = Writers.Recovering.class)
        void what_does_not_come_costs_no_real_time(Run run) {
            boolean unused = run.open() && run.write(Run.LARGE);
            Waits.await(run, "bytes that nobody reads", Duration.ofMinutes(5))
                    .until(() -> run.peer().count(), count -> count > 0);
        }

        @PipefaultTest(subject = Writers.Recovering.class)
        void what_is_asserted_is_seen_last(Run run) {
            boolean unused = run.open() && run.write(Run.LARGE);
            Waits.await(run, "the peer's bytes", Bounds.STEP)
                    .untilAsserted(() -> assertThat(run.peer().count()).isEqualTo(7));
        }
    }

    @Test
    void a_wait_ends_in_the_time_of_the_run_with_its_name_and_what_was_seen_last() {
        Launched launched = Launched.run(OfTheRecovering.class, folder);

        assertThat(launched.tests()).hasSize(3);
        assertThat(launched.tests().stream().flatMap(each -> each.result().getThrowable().stream()))
                .hasSize(2)
                .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(ConditionTimeoutException.class))
                .anySatisfy(thrown -> assertThat(thrown)
                        .hasMessageStartingWith("Waited 300000 ms for bytes that nobody reads, in vain.\n  last seen ")
                        .hasMessageContaining("0")
                        .hasMessageContaining("peer is waiting for another order"))
                .anySatisfy(thrown -> assertThat(thrown)
                        .hasMessageStartingWith("Waited 3000 ms for the peer's bytes, in vain.")
                        .hasMessageContaining("expected: 7L")
                        .hasMessageContaining("but was: 0L"));
    }

    static class Odd {
        @PipefaultTest(subject = Writers.Recovering.class)
        void needs_a_name_and_a_bound(Run run) {
            assertThatThrownBy(() -> Waits.await(run, " ", AN_HOUR)).hasMessage("a wait has a name, but it was blank");
            assertThatThrownBy(() -> Waits.await(run, "x", Duration.ZERO))
                    .hasMessage("the bound of a wait is more than 0, but was PT0S");
        }
    }

    @Test
    void a_wait_has_a_name_and_a_bound() {
        assertThat(Launched.run(Odd.class, folder).only().result().getThrowable())
                .isEmpty();
    }
}
