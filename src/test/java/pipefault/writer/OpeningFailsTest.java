package pipefault.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.writer.WriterBench.LARGE;
import static pipefault.writer.WriterBench.underManySchedules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.fault.FailPoint;
import pipefault.platform.Handle;

class OpeningFailsTest {

    @ParameterizedTest
    @CsvSource({
        "CreateEvent#1, CreateEvent failed with 1450 ERROR_NO_SYSTEM_RESOURCES",
        "CreateEvent#2, CreateEvent failed with 1450 ERROR_NO_SYSTEM_RESOURCES",
        "CreateEvent#3, CreateEvent failed with 1450 ERROR_NO_SYSTEM_RESOURCES",
        "CreateThreadpoolWait#1, CreateThreadpoolWait failed with 1450 ERROR_NO_SYSTEM_RESOURCES"
    })
    void a_failing_call_gives_everything_back_and_a_retry_works(String point, String message) {
        underManySchedules(Setup.owning().with(point + " -> fail(ERROR_NO_SYSTEM_RESOURCES)"), bench -> {
            bench.onOwner(() -> {
                assertThatThrownBy(bench::create)
                        .isInstanceOfSatisfying(
                                PipeWriterException.class,
                                thrown -> assertThat(thrown.code()).isEqualTo(1450))
                        .hasMessage(message);
                assertThat(bench.interception().handles().open()).isEmpty();
                assertThat(bench.interception().answers().count(FailPoint.WRITE_FILE))
                        .isZero();
            });
            bench.open();
            bench.write(LARGE);
            bench.peer().drain();
            bench.awaitReported(LARGE);
        });
    }

    @Test
    void what_cannot_be_closed_again_comes_with_the_exception() {
        String plan = "CreateThreadpoolWait#1 -> fail(ERROR_NO_SYSTEM_RESOURCES);"
                + " CloseHandle#1..2 -> fail(ERROR_INVALID_HANDLE, performed)";
        underManySchedules(Setup.owning().with(plan), bench -> {
            bench.onOwner(() -> assertThatThrownBy(bench::create)
                    .hasMessageStartingWith("CreateThreadpoolWait failed with 1450")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2)));
            assertThat(bench.interception().handles().open()).isEmpty();
            bench.open();
        });
    }

    @Test
    void a_handle_that_is_none_is_refused() {
        underManySchedules(Setup.owning(), bench -> {
            assertThatThrownBy(() -> bench.createOn(Handle.INVALID))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a writer needs an open pipe handle, but got INVALID_HANDLE_VALUE");
            bench.open();
        });
    }
}
