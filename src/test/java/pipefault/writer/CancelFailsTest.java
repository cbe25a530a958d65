package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.SMALL;
import static pipefault.writer.WriterBench.underManySchedules;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CancelFailsTest {

    static Stream<Arguments> resistances() {
        return Stream.of(WritingTest.setups())
                .flatMap(setup -> Stream.of(
                                "CancelIoEx -> fail(ERROR_ACCESS_DENIED)",
                                "CancelIoEx#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                                "CancelIoEx -> fail(ERROR_NOT_FOUND)",
                                "CancelIoEx -> fail(ERROR_ACCESS_DENIED, performed)",
                                "CancelIoEx -> succeed(without-effect)",
                                "CancelIoEx -> succeed(without-effect); GetOverlappedResultEx -> fail(WAIT_TIMEOUT)",
                                "CancelIoEx -> succeed(without-effect); GetOverlappedResultEx -> unrealistic(fail(ERROR_INVALID_HANDLE))",
                                "CancelIoEx#1 -> delay(before, 200ms)")
                        .map(plan -> Arguments.of(setup.options(), plan)));
    }

    @ParameterizedTest
    @MethodSource("resistances")
    void stopping_is_bounded_and_the_memory_is_safe(PipeWriterOptions options, String plan) {
        underManySchedules(Setup.owning().with(options).with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.onOwner(() -> {
                long start = bench.platform().clock().nanoTime();
                bench.writer().stop();
                long lasted = bench.platform().clock().nanoTime() - start;
                assertThat(Duration.ofNanos(lasted)).isLessThan(Duration.ofSeconds(2));
            });
            assertThat(bench.told()).last().isEqualTo("closed");
        });
    }

    @ParameterizedTest
    @MethodSource("resistances")
    void what_the_peer_drains_meanwhile_is_reported(PipeWriterOptions options, String plan) {
        underManySchedules(Setup.owning().with(options).with(plan), bench -> {
            bench.open();
            bench.faultsMayMiss();
            bench.write(LARGE);
            bench.peer().drain();
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.told()).last().isEqualTo("closed");
        });
    }

    /** Windows bounds no call: how long one takes comes on top of the bound. */
    @Test
    void a_cancel_that_takes_its_time_is_waited_for_and_ends_the_write() {
        underManySchedules(Setup.owning().with("CancelIoEx#1 -> delay(before, 3s)"), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.onOwner(() -> {
                long start = bench.platform().clock().nanoTime();
                bench.writer().stop();
                assertThat(Duration.ofNanos(bench.platform().clock().nanoTime() - start))
                        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
            });
            assertThat(bench.told()).containsExactly("closed");
        });
    }

    @Test
    void a_failed_cancel_is_told_to_the_owner() {
        underManySchedules(Setup.owning().with("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)"), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.told()).containsExactly("warning CancelIoEx failed 5", "closed");
        });
    }

    @Test
    void the_listener_may_ask_when_it_is_warned() {
        underManySchedules(Setup.owning().with("CancelIoEx -> fail(ERROR_ACCESS_DENIED)"), bench -> {
            bench.open();
            bench.whenTold(event -> assertThat(bench.writer().bytesPending()).isZero());
            bench.write(LARGE);
            bench.onOwner(() -> bench.writer().close());
        });
    }

    @Test
    void others_are_not_held_up_by_a_cancel_that_takes_its_time() {
        underManySchedules(Setup.owning().with("CancelIoEx#1 -> hold(before, in-cancel)"), bench -> {
            bench.open();
            bench.write(LARGE);
            Step stop = bench.startOnOwner(() -> bench.writer().stop());
            bench.awaitAt(bench.gate("in-cancel"));
            Step query = bench.startOn(
                    "query", () -> assertThat(bench.writer().bytesPending()).isZero());
            bench.await(query, "the query");
            assertThat(stop.isDone()).isFalse();
            bench.gate("in-cancel").open();
            bench.await(stop, "stop");
        });
    }

    @Test
    void a_connection_is_not_ended_when_that_would_lose_reported_bytes() {
        underManySchedules(Setup.owning().with("CancelIoEx -> succeed(without-effect)"), bench -> {
            bench.open();
            bench.write(SMALL);
            bench.write(LARGE);
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.told()).startsWith("written " + SMALL).endsWith("closed");
        });
    }

    @Test
    void what_nothing_ends_is_left_to_its_completion() {
        String plan = "CancelIoEx -> fail(ERROR_ACCESS_DENIED); DisconnectNamedPipe -> fail(ERROR_PIPE_NOT_CONNECTED)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.onOwner(() -> bench.writer().close());
            assertThat(bench.told())
                    .contains("warning the pending write did not end; its memory is left to its completion 0")
                    .endsWith("closed");
            assertThat(bench.interception().operations().pending()).hasSize(1);
        });
    }

    @Test
    void what_nothing_ends_does_not_keep_the_owner_waiting() {
        String plan = "CancelIoEx -> fail(ERROR_ACCESS_DENIED); DisconnectNamedPipe -> fail(ERROR_PIPE_NOT_CONNECTED)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            Step wait = bench.startOnOwner(() ->
                    assertThat(bench.writer().waitForWrite(Duration.ofDays(1))).isFalse());
            bench.sleep(Duration.ofMillis(10));
            Step stop = bench.startOn("stopper", () -> bench.writer().stop());
            bench.await(stop, "stop");
            bench.await(wait, "the wait");
        });
    }

    @Test
    void a_dispatched_callback_does_not_keep_stopping_from_returning() {
        String plan = "GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1);"
                + " CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("in-callback"));
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.reported()).isEqualTo(LARGE);
        });
    }

    @Test
    void a_callback_that_stands_until_it_is_waited_for_finds_the_mutex_free() {
        String plan = "GetOverlappedResult@pool#1 -> hold(before, in-callback, until WaitForThreadpoolWaitCallbacks#1)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitAt(bench.gate("in-callback"));
            bench.onOwner(() -> bench.writer().stop());
            assertThat(bench.reported()).isEqualTo(LARGE);
        });
    }

    @Test
    void a_thread_that_is_held_in_write_file_leaves_nothing_behind() {
        underManySchedules(Setup.owning().with("WriteFile#1 -> hold(before, in-write)"), bench -> {
            bench.open();
            Step write = bench.startOnOwner(() -> bench.writeHere(LARGE));
            bench.awaitAt(bench.gate("in-write"));
            Step close = bench.startOn("closer", () -> bench.writer().close());
            bench.await(close, "close");
            bench.gate("in-write").open();
            bench.await(write, "write");
        });
    }
}
