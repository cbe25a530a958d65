package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.SMALL;
import static pipefault.writer.WriterBench.underManySchedules;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FailPoint;

class StoppingTest {

    static Setup[] setups() {
        return WritingTest.setups();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void an_idle_writer_stops(Setup setup) {
        underManySchedules(setup, bench -> {
            bench.open();
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.told()).containsExactly("closed");
        });
    }

    @ParameterizedTest
    @MethodSource("setups")
    void a_pending_write_is_cancelled(Setup setup) {
        underManySchedules(setup, bench -> {
            bench.open();
            bench.write(LARGE);
            bench.write(LARGE);
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.told()).containsExactly("closed");
            assertThat(bench.writer().bytesPending()).isZero();
        });
    }

    @Test
    void bytes_that_get_through_while_stopping_are_reported_before_the_end() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.told()).last().isEqualTo("closed");
            assertThat(bench.reported()).isIn(0L, (long) LARGE);
        });
    }

    @Test
    void another_thread_may_stop() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            Step stop = bench.startOn("stopper", () -> {
                bench.writer().stop();
                assertThat(bench.told()).last().isEqualTo("closed");
            });
            bench.await(stop, "stop");
        });
    }

    @Test
    void another_thread_may_stop_while_the_owner_writes() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.peer().drain();
            Step writes = bench.startOnOwner(() -> {
                try {
                    for (int i = 0; i < 5; i++) {
                        bench.writeHere(SMALL);
                        bench.writeHere(LARGE / 4);
                    }
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("it was stopped");
                }
            });
            Step stop = bench.startOn("stopper", () -> bench.writer().stop());
            bench.await(stop, "stop");
            bench.await(writes, "the writes");
        });
    }

    @Test
    void another_thread_may_stop_while_the_owner_waits() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            Step wait = bench.startOnOwner(() -> {
                bench.writeHere(LARGE);
                assertThat(bench.writer().waitForWrite(Duration.ofMinutes(10))).isFalse();
            });
            bench.sleep(Duration.ofMillis(10));
            Step stop = bench.startOn("stopper", () -> bench.writer().stop());
            bench.await(stop, "stop");
            bench.await(wait, "the wait");
        });
    }

    /** 600 ms: the start outlasts the wait for it, but not the wait for the thread that makes it. 3 s: both. */
    @ParameterizedTest
    @ValueSource(ints = {600, 3000})
    void a_write_that_starts_after_stopping_has_given_up_waiting_for_it_is_cancelled(int millis) {
        underManySchedules(Setup.owning().with("WriteFile#1 -> delay(before, " + millis + "ms)"), bench -> {
            stopWhileStarting(bench);
            assertThat(bench.interception().answers().count(FailPoint.CANCEL_IO_EX))
                    .isEqualTo(1);
            assertThat(bench.toldWithoutWarnings()).containsExactly("closed");
        });
    }

    @Test
    void a_write_that_starts_too_late_and_cannot_be_cancelled_is_told() {
        String plan = "WriteFile#1 -> delay(before, 600ms); CancelIoEx -> fail(ERROR_ACCESS_DENIED)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            stopWhileStarting(bench);
            assertThat(bench.told())
                    .containsExactly(
                            "warning CancelIoEx failed 5",
                            "warning the pending write did not end; its memory is left to its completion 0",
                            "closed");
        });
    }

    /** Between the question and the last look at the operation stands the mutex. */
    @Test
    void a_write_that_starts_too_late_and_ends_after_it_was_asked_is_reported() {
        String plan = "WriteFile#1 -> delay(before, 600ms); CancelIoEx -> succeed(without-effect);"
                + " Lock@owner#4 -> hold(before, asked)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            Step write = bench.startOnOwner(() -> bench.writeHere(LARGE));
            bench.sleep(Duration.ofMillis(10));
            Step stop = bench.startOn("stopper", () -> bench.writer().stop());
            bench.awaitAt(bench.gate("asked"));
            bench.peer().drain();
            bench.awaitNothingPending();
            bench.gate("asked").open();
            bench.await(stop, "stop");
            bench.await(write, "the write");
            assertThat(bench.told()).containsExactly("written " + LARGE, "closed");
        });
    }

    private static void stopWhileStarting(WriterBench bench) {
        bench.open();
        Step write = bench.startOnOwner(() -> bench.writeHere(LARGE));
        bench.sleep(Duration.ofMillis(10));
        Step stop = bench.startOn("stopper", () -> bench.writer().stop());
        bench.await(stop, "stop");
        bench.await(write, "the write");
    }

    @Test
    void two_threads_may_stop_at_once_and_both_find_it_done() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.write(LARGE);
            Runnable stopAndLook = () -> {
                bench.writer().stop();
                assertThat(bench.told()).last().isEqualTo("closed");
            };
            Step first = bench.startOn("stopper", stopAndLook);
            Step second = bench.startOn("stopper", stopAndLook);
            Step third = bench.startOnOwner(stopAndLook);
            bench.await(first, "the first stop");
            bench.await(second, "the second stop");
            bench.await(third, "the third stop");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SetEvent -> fail(ERROR_INVALID_HANDLE)",
                "WaitForSingleObject#1 -> fail(ERROR_INVALID_HANDLE)",
                "WaitForSingleObject#1..2 -> unrealistic(alter(result, WAIT_OBJECT_0))"
            })
    void two_threads_that_stop_do_not_depend_on_a_signal(String plan) {
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.faultsMayMiss();
            bench.write(LARGE);
            Runnable stopAndLook = () -> {
                long start = bench.platform().clock().nanoTime();
                bench.writer().stop();
                assertThat(bench.told()).last().isEqualTo("closed");
                assertThat(Duration.ofNanos(bench.platform().clock().nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(2));
            };
            Step first = bench.startOn("stopper", stopAndLook);
            Step second = bench.startOnOwner(stopAndLook);
            bench.await(first, "the first stop");
            bench.await(second, "the second stop");
        });
    }

    @Test
    void closing_and_stopping_at_once_closes_the_pipe_once() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.write(LARGE);
            Step first = bench.startOn("stopper", () -> bench.writer().stop());
            Step second = bench.startOn("closer", () -> bench.writer().close());
            Step third = bench.startOnOwner(() -> bench.writer().close());
            bench.await(first, "stop");
            bench.await(second, "the first close");
            bench.await(third, "the second close");
        });
    }

    @Test
    void the_listener_may_stop_when_bytes_were_written() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.whenTold(event -> bench.writer().stop());
            bench.write(LARGE);
            bench.write(SMALL);
            bench.peer().drain();
            bench.awaitTold("closed");
            assertThat(bench.reported()).isIn((long) LARGE, LARGE + (long) SMALL);
        });
    }

    @Test
    void the_listener_may_close_when_a_wait_reports() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.whenTold(event -> bench.writer().close());
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                bench.peer().drain();
                assertThat(bench.writer().waitForWrite(Duration.ofSeconds(2))).isTrue();
                assertThat(bench.told()).containsExactly("written " + LARGE, "closed");
            });
        });
    }

    @Test
    void the_owner_may_stop_inside_the_listener_while_another_thread_stops() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.whenTold(event -> {
                if (bench.platform().loop().isCurrent()) {
                    bench.writer().stop();
                    assertThat(bench.told()).contains("closed");
                }
            });
            bench.write(SMALL);
            Step stop = bench.startOn("stopper", () -> bench.writer().stop());
            bench.await(stop, "stop");
            bench.awaitTold("closed");
        });
    }

    @Test
    void stopping_is_quick_when_nothing_resists() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.onOwner(() -> {
                long start = bench.platform().clock().nanoTime();
                bench.writer().close();
                long lasted = bench.platform().clock().nanoTime() - start;
                assertThat(Duration.ofNanos(lasted)).isLessThan(Duration.ofSeconds(1));
            });
        });
    }
}
