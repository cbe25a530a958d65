package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.SMALL;
import static pipefault.writer.WriterBench.underManySchedules;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

    private static final String REFUSED = "warning the owner's loop refuses tasks; the thread pool does them 0";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WaitForSingleObject -> fail(ERROR_INVALID_HANDLE)",
                "WaitForSingleObject -> fail(ERROR_INVALID_HANDLE); WaitForMultipleObjects -> fail(ERROR_INVALID_HANDLE)"
            })
    void closing_waits_for_a_poster_even_if_ways_to_wait_are_refused(String refused) {
        String plan = "Post@pool#1 -> hold(before, unlocked); " + refused;
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("unlocked"));
            Step close = bench.startOnOwner(() -> bench.writer().close());
            bench.sleep(Duration.ofMillis(100));
            assertThat(close.isDone()).isFalse();
            bench.gate("unlocked").open();
            bench.await(close, "close");
            List<String> warnings = Stream.of("WaitForSingleObject", "WaitForMultipleObjects")
                    .filter(refused::contains)
                    .map(call -> "warning " + call + " failed 6")
                    .toList();
            assertThat(bench.told()).first().isEqualTo("written " + LARGE);
            assertThat(bench.told()).last().isEqualTo("closed");
            assertThat(bench.told().subList(1, bench.told().size() - 1)).containsExactlyElementsOf(warnings);
        });
    }

    /** WaitForThreadpoolWaitCallbacks has no bound; a loop that blocks its posters must not become a wait without end. */
    @Test
    void closing_does_not_wait_for_ever_for_a_poster() {
        underManySchedules(Setup.owning().with("Post@pool#1 -> hold(before, unlocked)"), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("unlocked"));
            bench.onOwner(() -> bench.writer().close());
            assertThat(bench.told()).containsExactly("written " + LARGE, "closed");
            bench.gate("unlocked").open();
        });
    }

    @Test
    void a_loop_that_refuses_every_task_is_not_waited_for() {
        underManySchedules(Setup.owning().with("Post -> reject"), bench -> {
            bench.open();
            bench.write(SMALL);
            bench.write(LARGE);
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitReported(SMALL + 2L * LARGE);
            bench.peer().vanish();
            bench.write(LARGE);
            bench.awaitTold("failed 232");
            assertThat(bench.told()).containsOnlyOnce(REFUSED);
        });
    }

    /** WaitForThreadpoolWaitCallbacks has no bound, and the callback is inside WriteFile. */
    @Test
    void stopping_does_not_wait_for_ever_for_a_write_that_the_pool_starts() {
        String plan = "Post -> reject; WriteFile@pool#1 -> hold(before, in-write)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("in-write"));
            bench.onOwner(() -> {
                long start = bench.platform().clock().nanoTime();
                bench.writer().stop();
                assertThat(Duration.ofNanos(bench.platform().clock().nanoTime() - start))
                        .isLessThanOrEqualTo(Duration.ofSeconds(2));
            });
            assertThat(bench.told()).containsExactly("written " + LARGE, REFUSED, "closed");
            bench.gate("in-write").open();
        });
    }

    /** Windows cancels what a thread of the pool has started when that thread ends (fact LT01). */
    @Test
    void a_write_that_the_pool_has_started_and_that_is_aborted_with_its_thread_is_told() {
        String plan = "Post -> reject; GetOverlappedResult@pool#2 -> fail(ERROR_OPERATION_ABORTED)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.write(LARGE);
            bench.peer().readExactly(LARGE);
            bench.awaitTold(REFUSED);
            bench.peer().drain();
            bench.awaitTold("failed 995");
            assertThat(bench.told()).containsExactly("written " + LARGE, REFUSED, "failed 995");
            assertThat(bench.writer().bytesPending()).isZero();
        });
    }

    @Test
    void a_loop_that_refuses_every_task_does_not_keep_the_owner_from_waiting() {
        underManySchedules(Setup.owning().with("Post -> reject"), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writeHere(SMALL);
                assertThat(bench.writer().waitForWrite(Duration.ofMillis(500))).isTrue();
                bench.writeHere(LARGE);
                bench.peer().drain();
                assertThat(bench.writer().waitForWrite(Duration.ofMillis(500))).isTrue();
                assertThat(bench.writer().bytesPending()).isZero();
            });
            assertThat(bench.told()).doesNotContain(REFUSED);
        });
    }

    @Test
    void a_loop_that_refuses_every_task_does_not_keep_stopping_from_telling() {
        underManySchedules(Setup.owning().with("Post -> reject"), bench -> {
            bench.open();
            bench.write(SMALL);
            bench.peer().drain();
            assertThat(bench.peer().awaitReceived(SMALL, WriterBench.BOUND)).isTrue();
            bench.peer().vanish();
            bench.write(SMALL);
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.told()).containsExactly("written " + SMALL, "failed 232", "closed");
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
