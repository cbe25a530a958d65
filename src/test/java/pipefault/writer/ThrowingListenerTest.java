package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.writer.WriterBench.SMALL;
import static pipefault.writer.WriterBench.underManySchedules;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A listener that throws has no one but itself to blame, but what comes after that is not kept from it. */
class ThrowingListenerTest {

    @Test
    void it_hears_the_last_words_all_the_same() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.whenTold(event -> {
                throw new IllegalStateException("at " + event);
            });
            bench.onOwner(() -> {
                bench.writeHere(SMALL);
                breakPipe(bench);
                bench.writeHere(SMALL);
                assertThatThrownBy(() -> bench.writer().stop())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("at written " + SMALL)
                        .satisfies(thrown -> assertThat(thrown.getSuppressed())
                                .extracting(Throwable::getMessage)
                                .containsExactly("at failed 232", "at closed"));
            });
            assertThat(bench.told()).containsExactly("written " + SMALL, "failed 232", "closed");
        });
    }

    @Test
    void it_hears_of_the_failure_when_a_wait_reports_bytes() {
        underManySchedules(Setup.owning(), bench -> {
            bench.open();
            bench.whenTold(event -> {
                if (event.startsWith("written")) {
                    throw new IllegalStateException("at " + event);
                }
            });
            bench.onOwner(() -> {
                bench.writeHere(SMALL);
                breakPipe(bench);
                bench.writeHere(SMALL);
                assertThatThrownBy(() -> bench.writer().waitForWrite(Duration.ofSeconds(1)))
                        .hasMessage("at written " + SMALL);
                assertThat(bench.told()).containsExactly("written " + SMALL, "failed 232");
            });
        });
    }

    private static void breakPipe(WriterBench bench) {
        bench.peer().drain();
        assertThat(bench.peer().awaitReceived(SMALL, WriterBench.BOUND)).isTrue();
        bench.peer().vanish();
    }
}
