package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.SMALL;
import static pipefault.writer.WriterBench.underManySchedules;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WritingTest {

    static Setup[] setups() {
        return new Setup[] {
            Setup.owning(),
            Setup.owning().with(PipeWriterOptions.server()),
            Setup.owning().with(PipeWriterOptions.client()),
            Setup.owning().with(PipeWriterOptions.client().owningHandle())
        };
    }

    @ParameterizedTest
    @MethodSource("setups")
    void a_small_write_is_reported_by_the_loop(Setup setup) {
        underManySchedules(setup, bench -> {
            bench.open();
            assertThat(bench.write(SMALL)).isTrue();
            bench.awaitReported(SMALL);
            assertThat(bench.writer().bytesPending()).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("setups")
    void pending_writes_are_reported_in_order(Setup setup) {
        underManySchedules(setup, bench -> {
            bench.open();
            bench.write(LARGE);
            bench.write(SMALL);
            bench.write(LARGE);
            assertThat(bench.writer().bytesPending()).isEqualTo(2L * LARGE + SMALL);
            bench.peer().drain();
            bench.awaitReported(2L * LARGE + SMALL);
        });
    }

    @Test
    void nothing_is_reported_while_the_peer_does_not_read() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.write(LARGE);
            bench.sleep(Duration.ofSeconds(2));
            assertThat(bench.told()).isEmpty();
            assertThat(bench.writer().bytesPending()).isEqualTo(LARGE);
            bench.peer().drain();
            bench.awaitReported(LARGE);
        });
    }

    @Test
    void data_beyond_the_limit_is_turned_away_until_there_is_room() {
        PipeWriterOptions options = PipeWriterOptions.server().owningHandle().limitedTo(LARGE + SMALL);
        underManySchedules(Setup.owning().with(options), bench -> {
            bench.open();
            assertThat(bench.write(LARGE)).isTrue();
            assertThat(bench.write(SMALL)).isTrue();
            assertThat(bench.write(1)).isFalse();
            bench.peer().drain();
            bench.awaitReported(LARGE + SMALL);
            assertThat(bench.write(SMALL)).isTrue();
            bench.awaitReported(LARGE + 2L * SMALL);
        });
    }

    @Test
    void a_block_larger_than_the_limit_is_accepted_when_nothing_is_pending() {
        PipeWriterOptions options = PipeWriterOptions.server().owningHandle().limitedTo(SMALL);
        underManySchedules(Setup.owning().with(options), bench -> {
            bench.open();
            assertThat(bench.write(LARGE)).isTrue();
            assertThat(bench.write(1)).isFalse();
            bench.peer().drain();
            bench.awaitReported(LARGE);
        });
    }

    @Test
    void the_data_is_copied() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.onOwner(() -> {
                byte[] data = bench.next(LARGE);
                assertThat(bench.writer().write(data)).isTrue();
                Arrays.fill(data, (byte) -1);
            });
            bench.peer().drain();
            bench.awaitReported(LARGE);
        });
    }

    @Test
    void an_empty_write_is_accepted_and_does_nothing() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.onOwner(() -> assertThat(bench.writer().write(new byte[0])).isTrue());
            bench.write(SMALL);
            bench.awaitReported(SMALL);
        });
    }

    @Test
    void waiting_reports_a_pending_write_without_the_loop() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                bench.peer().drain();
                assertThat(bench.writer().waitForWrite(Duration.ofSeconds(3))).isTrue();
                assertThat(bench.reported()).isEqualTo(LARGE);
            });
        });
    }

    @Test
    void waiting_goes_on_to_the_next_block() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                bench.writeHere(LARGE);
                bench.peer().drain();
                while (bench.writer().bytesPending() > 0) {
                    assertThat(bench.writer().waitForWrite(Duration.ofSeconds(3)))
                            .isTrue();
                }
                assertThat(bench.reported()).isEqualTo(2L * LARGE);
                assertThat(bench.writer().waitForWrite(Duration.ofSeconds(3))).isFalse();
            });
        });
    }

    @Test
    void waiting_for_a_stalled_peer_takes_its_time_and_no_more() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writeHere(LARGE);
                long start = bench.platform().clock().nanoTime();
                assertThat(bench.writer().waitForWrite(Duration.ofMillis(700))).isFalse();
                long waited = bench.platform().clock().nanoTime() - start;
                assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(700), Duration.ofMillis(750));
            });
        });
    }

    @Test
    void a_write_after_the_end_says_why_it_is_refused() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.onOwner(() -> {
                bench.writer().stop();
                assertThatThrownBy(() -> bench.writeHere(SMALL))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the writer accepts no more data: it was stopped");
            });
        });
    }
}
