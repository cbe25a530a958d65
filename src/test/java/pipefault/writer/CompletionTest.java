package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.SMALL;
import static pipefault.writer.WriterBench.underManySchedules;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FailPoint;

class CompletionTest {

    @ParameterizedTest
    @ValueSource(ints = {109, 233, 995})
    void an_error_is_told_once_and_ends_writing(int code) {
        underManySchedules(Setup.owning().with("GetOverlappedResult@pool#1 -> fail(" + code + ")"), bench -> {
            bench.open();
            bench.write(SMALL);
            bench.write(LARGE);
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitTold("failed " + code);
            assertThat(bench.told()).containsExactly("written " + SMALL, "failed " + code);
            assertThat(bench.interception().answers().count(FailPoint.WRITE_FILE))
                    .isEqualTo(2);
            assertThat(bench.writer().bytesPending()).isZero();
            bench.onOwner(() -> assertThatThrownBy(() -> bench.writeHere(SMALL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "the writer accepts no more data: GetOverlappedResult failed with " + code));
        });
    }

    @Test
    void the_end_of_the_peer_is_told_with_its_code() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().vanish();
            bench.awaitTold("failed 109");
        });
    }

    @Test
    void a_write_that_fails_at_once_is_told() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.peer().vanish();
            bench.write(SMALL);
            bench.awaitTold("failed 232");
            assertThat(bench.writer().bytesPending()).isZero();
        });
    }

    /** The pool has the answer, but has not looked at it when the owner stops. */
    @Test
    void an_abort_that_was_answered_before_the_own_cancel_is_told() {
        String plan = "GetOverlappedResult@pool#1 -> fail(ERROR_OPERATION_ABORTED);"
                + " GetOverlappedResult@pool#1 -> hold(after, answered, until CancelIoEx#1)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("answered"));
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.toldWithoutWarnings()).containsExactly("failed 995", "closed");
        });
    }

    /** Two calls contradict each other; the bytes are in the pipe, whatever else is said of them. */
    @Test
    void bytes_that_one_call_has_earned_are_told_before_what_another_says() {
        String plan = "GetOverlappedResult@pool#1 -> hold(after, earned, until GetOverlappedResultEx#1.returned);"
                + " GetOverlappedResultEx#1 -> fail(ERROR_BROKEN_PIPE)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("earned"));
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.toldWithoutWarnings()).containsExactly("written " + LARGE, "failed 109", "closed");
        });
    }

    @Test
    void an_error_wakes_the_owner_that_waits() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                bench.peer().vanish();
                long start = bench.platform().clock().nanoTime();
                assertThat(bench.writer().waitForWrite(Duration.ofMinutes(1))).isFalse();
                assertThat(bench.platform().clock().nanoTime() - start)
                        .isLessThan(Duration.ofSeconds(1).toNanos());
                assertThat(bench.told()).containsExactly("failed 109");
            });
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GetOverlappedResult#1 -> fail(ERROR_IO_INCOMPLETE)",
                "GetOverlappedResult@pool#1..2 -> fail(ERROR_IO_INCOMPLETE)",
                "GetOverlappedResult@pool#1..9 -> fail(ERROR_IO_INCOMPLETE)",
                "Event#1 -> signal",
                "Event#1..2 -> signal",
                "Callback#1 -> unrealistic(repeat)",
                "SetThreadpoolWait#1 -> delay(before, 50ms)"
            })
    void incomplete_is_no_error_and_a_stray_signal_is_no_end(String plan) {
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.write(LARGE);
            bench.sleep(Duration.ofMillis(120));
            bench.peer().drain();
            bench.awaitReported(2L * LARGE);
        });
    }

    @Test
    void a_stray_signal_does_not_end_a_wait() {
        underManySchedules(Setup.owning().with("Event#1 -> signal"), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                long start = bench.platform().clock().nanoTime();
                assertThat(bench.writer().waitForWrite(Duration.ofMillis(300))).isFalse();
                assertThat(bench.platform().clock().nanoTime() - start)
                        .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
                bench.peer().drain();
                assertThat(bench.writer().waitForWrite(Duration.ofSeconds(3))).isTrue();
            });
            assertThat(bench.reported()).isEqualTo(LARGE);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Event#1 -> signal",
                "Event -> signal",
                "Event#1 -> signal; ResetEvent -> fail(ERROR_INVALID_HANDLE)"
            })
    void a_stray_signal_that_meets_the_end_is_not_taken_for_an_empty_write(String plan) {
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.faultsMayMiss();
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                bench.writeHere(LARGE);
                bench.peer().drain();
                while (bench.writer().bytesPending() > 0) {
                    assertThat(bench.writer().waitForWrite(Duration.ofSeconds(3)))
                            .isTrue();
                }
            });
            assertThat(bench.reported()).isEqualTo(2L * LARGE);
        });
    }

    @Test
    void a_time_out_that_is_none_does_not_end_a_wait() {
        underManySchedules(Setup.owning().with("GetOverlappedResultEx#1 -> fail(WAIT_TIMEOUT)"), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                long start = bench.platform().clock().nanoTime();
                assertThat(bench.writer().waitForWrite(Duration.ofMillis(300))).isFalse();
                assertThat(bench.platform().clock().nanoTime() - start)
                        .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
            });
        });
    }

    @Test
    void an_error_that_is_a_lie_leaves_the_memory_to_the_kernel() {
        String plan = "Event#1 -> signal; GetOverlappedResult@pool#1 -> unrealistic(fail(ERROR_BROKEN_PIPE, lie))";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.awaitTold("failed 109");
            assertThat(bench.interception().operations().pending()).hasSize(1);
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.interception().operations().pending()).isEmpty();
        });
    }

    @Test
    void a_short_count_is_completed_with_the_rest() {
        underManySchedules(Setup.owning().with("WriteFile#1 -> unrealistic(alter(count, 40))"), bench -> {
            bench.open();
            bench.allowRepetition();
            bench.write(SMALL);
            bench.awaitReported(SMALL);
            assertThat(bench.interception().answers().count(FailPoint.WRITE_FILE))
                    .isEqualTo(2);
        });
    }

    @Test
    void writes_that_write_nothing_are_given_up_after_a_while() {
        underManySchedules(Setup.owning().with("WriteFile -> unrealistic(alter(count, 0))"), bench -> {
            bench.open();
            bench.allowRepetition();
            bench.write(SMALL);
            bench.awaitTold("failed 121");
            assertThat(bench.interception().answers().count(FailPoint.WRITE_FILE))
                    .isEqualTo(Accounts.MAX_EMPTY_WRITES);
        });
    }
}
