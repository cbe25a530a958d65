package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.underManySchedules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingFailsTest {

    /** The handle is gone all the same: a failed CloseHandle is not repeated. */
    private static final String PLAN = "CloseHandle -> fail(ERROR_INVALID_HANDLE, performed)";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void one_handle_that_cannot_be_closed_is_told_and_keeps_no_other_open(int which) {
        underManySchedules(
                Setup.owning().with("CloseHandle#" + which + " -> fail(ERROR_INVALID_HANDLE, performed)"), bench -> {
                    bench.open();
                    bench.write(LARGE);
                    bench.onOwner(() -> bench.writer().close());
                    assertThat(bench.told()).containsExactly("warning CloseHandle failed 6", "closed");
                });
    }

    @Test
    void what_fails_after_the_last_word_is_thrown() {
        underManySchedules(Setup.owning().with("CloseHandle#4 -> fail(ERROR_INVALID_HANDLE, performed)"), bench -> {
            bench.open();
            bench.onOwner(() -> assertThatThrownBy(() -> bench.writer().close())
                    .isInstanceOf(PipeWriterException.class)
                    .hasMessage("CloseHandle failed with 6 ERROR_INVALID_HANDLE"));
            assertThat(bench.told()).containsExactly("closed");
        });
    }

    /** The thread inside WriteFile outlasts stopping, and takes down what is left. */
    @Test
    void whoever_leaves_last_closes_everything_even_if_nothing_can_be_closed() {
        underManySchedules(Setup.owning().with("WriteFile#1 -> hold(before, in-write); " + PLAN), bench -> {
            bench.open();
            Step write = bench.startOnOwner(() -> bench.writeHere(LARGE));
            bench.awaitAt(bench.gate("in-write"));
            Step close = bench.startOn(
                    "closer",
                    () -> assertThatThrownBy(() -> bench.writer().close()).isInstanceOf(PipeWriterException.class));
            bench.await(close, "close");
            bench.gate("in-write").open();
            bench.await(write, "write");
            assertThat(bench.interception().handles().open()).isEmpty();
            bench.onOwner(() -> assertThatThrownBy(() -> bench.writer().stop())
                    .isInstanceOf(PipeWriterException.class)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2)));
        });
    }
}
