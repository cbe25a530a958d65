package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.SMALL;
import static pipefault.writer.WriterBench.underManySchedules;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.writer.WriterBench.Setup;
import pipefault.writer.WriterBench.Step;

class NotificationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Post#1 -> reject",
                "Post#1..3 -> reject",
                "Post#2 -> reject",
                "Post#1 -> drop",
                "Post#1 -> delay(before, 200ms)",
                "Post#1 -> delay(after, 200ms)"
            })
    void a_task_that_does_not_arrive_is_posted_again(String plan) {
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.faultsMayMiss();
            bench.write(LARGE);
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitReported(2L * LARGE);
        });
    }

    @Test
    void bytes_taken_by_a_wait_are_not_reported_by_the_task_again() {
        underManySchedules(Setup.owning().with("Post@pool#1 -> hold(before, unlocked)"), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("unlocked"));
            assertThat(bench.waitForWrite(Duration.ofSeconds(1))).isTrue();
            bench.gate("unlocked").open();
            bench.sleep(Duration.ofSeconds(2));
            assertThat(bench.told()).containsExactly("written " + LARGE);
        });
    }

    @Test
    void a_task_that_runs_before_its_post_has_returned_leaves_no_flag() {
        underManySchedules(Setup.owning().with("Post@pool#1 -> hold(after, posted)"), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitReported(LARGE);
            bench.gate("posted").open();
            bench.write(LARGE);
            bench.awaitReported(2L * LARGE);
        });
    }

    @Test
    void closing_waits_for_a_poster() {
        underManySchedules(Setup.owning().with("Post@pool#1 -> hold(before, unlocked)"), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("unlocked"));
            Step close = bench.startOnOwner(() -> bench.writer().close());
            bench.sleep(Duration.ofMillis(100));
            assertThat(close.isDone()).isFalse();
            bench.gate("unlocked").open();
            bench.await(close, "close");
            assertThat(bench.told()).containsExactly("written " + LARGE, "closed");
        });
    }

    @Test
    void stopping_from_elsewhere_waits_for_a_listener_call_in_progress() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.whenTold(event -> {
                if (event.startsWith("written")) {
                    bench.sleep(Duration.ofMillis(150));
                    bench.told().add("listener done");
                }
            });
            Step write = bench.startOnOwner(() -> {
                bench.writeHere(SMALL);
                bench.writer().waitForWrite(Duration.ofSeconds(1));
            });
            bench.sleep(Duration.ofMillis(10));
            Step stop = bench.startOn("stopper", () -> {
                bench.writer().stop();
                assertThat(bench.told()).containsExactly("written " + SMALL, "listener done", "closed");
            });
            bench.await(stop, "stop");
            bench.await(write, "the wait");
        });
    }

    @Test
    void stopping_inside_a_callback_does_not_wait_for_itself() {
        underManySchedules(Setup.owning().inline(), bench -> {
            bench.open();
            bench.whenTold(event -> {
                if (!bench.platform().loop().isCurrent()) {
                    bench.writer().stop();
                }
            });
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitTold("closed");
            assertThat(bench.told()).containsExactly("written " + LARGE, "closed");
        });
    }
}
