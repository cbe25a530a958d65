package pipefault.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.fault.FailPoint.CALLBACK;
import static pipefault.fault.FailPoint.CANCEL_IO_EX;
import static pipefault.fault.FailPoint.EVENT;
import static pipefault.fault.FailPoint.GET_OVERLAPPED_RESULT;
import static pipefault.fault.FailPoint.POST;
import static pipefault.fault.FailPoint.WAIT_FOR_SINGLE_OBJECT;
import static pipefault.fault.FailPoint.WRITE_FILE;
import static pipefault.fault.Fault.on;
import static pipefault.platform.Win32Error.ERROR_ACCESS_DENIED;
import static pipefault.platform.Win32Error.ERROR_BROKEN_PIPE;
import static pipefault.platform.Win32Error.ERROR_NOT_FOUND;
import static pipefault.platform.Win32Error.ERROR_NO_DATA;

import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FaultBuilderTest {

    @TestFactory
    Stream<DynamicTest> a_sentence_means_what_its_text_means() {
        UntilEvent cancel = UntilEvent.entered(CANCEL_IO_EX, 1);
        return Stream.of(
                        on(CANCEL_IO_EX).occurrence(1).fail(ERROR_NOT_FOUND),
                        on(CANCEL_IO_EX).by("owner").occurrences(1, 5).failPerformed(ERROR_ACCESS_DENIED),
                        on(CANCEL_IO_EX).unrealistic().failLying(ERROR_NOT_FOUND),
                        on(CANCEL_IO_EX).succeedWithoutEffect(),
                        on(GET_OVERLAPPED_RESULT).by("pool").occurrence(1).holdBefore("in-callback", cancel),
                        on(GET_OVERLAPPED_RESULT).holdAfter("stale", cancel),
                        on(GET_OVERLAPPED_RESULT).unrealistic().alterCountBy(-1),
                        on(WAIT_FOR_SINGLE_OBJECT).alter(Action.Alter.What.RESULT, 258),
                        on(WRITE_FILE).occurrencesFrom(2).every(3).delayBefore(Duration.ofMillis(50)),
                        on(WRITE_FILE).once().percent(25).delayAfter(Duration.ofSeconds(1)),
                        on(WRITE_FILE).after(cancel).occurrence(1).fail(ERROR_NO_DATA),
                        on(POST).occurrence(1).holdBefore("unlocked"),
                        on(POST).holdAfter("posted"),
                        on(POST).reject(),
                        on(POST).drop(),
                        on(CALLBACK).unrealistic().repeat(),
                        on(EVENT).occurrence(1).signal(),
                        on(WRITE_FILE).pass())
                .map(fault -> DynamicTest.dynamicTest(
                        fault.toString(),
                        () -> assertThat(Fault.parse(fault.toString())).isEqualTo(fault)));
    }

    @Test
    void a_sentence_about_a_call_before_the_first_is_refused() {
        assertThatThrownBy(() -> on(WRITE_FILE).occurrence(0).pass())
                .isInstanceOf(FaultPlanError.class)
                .hasMessage("occurrence counts calls from 1, but was 0");
    }

    @Test
    void a_code_that_windows_does_not_give_is_refused_with_what_it_gives() {
        assertThatThrownBy(() -> on(WRITE_FILE).occurrence(1).fail(ERROR_BROKEN_PIPE))
                .isInstanceOf(FaultPlanError.class)
                .hasMessageStartingWith("""
                        Windows is not known to fail WriteFile with ERROR_BROKEN_PIPE at column 21
                          WriteFile#1 -> fail(ERROR_BROKEN_PIPE)
                                              ^^^^^^^^^^^^^^^^^
                          allowed: ERROR_NO_DATA, ERROR_PIPE_NOT_CONNECTED,""");
    }

    @Test
    void a_plan_takes_64_faults_and_no_more() {
        Fault fault = on(WRITE_FILE).pass();

        assertThat(new FaultPlan(Collections.nCopies(64, fault)).faults()).hasSize(64);
        assertThatThrownBy(() -> new FaultPlan(Collections.nCopies(65, fault)))
                .isInstanceOf(FaultPlanError.class)
                .hasMessage("a plan holds at most 64 faults, but has 65");
        assertThatThrownBy(() -> FaultPlan.parse("WriteFile -> pass;".repeat(65)))
                .isInstanceOf(FaultPlanError.class)
                .hasMessageStartingWith("a plan holds at most 64 faults, but has 65 at column 1153");
    }

    @Test
    void a_plan_takes_4096_characters_and_no_more() {
        assertThat(FaultPlan.parse("WriteFile -> pass" + " ".repeat(4_079)).faults())
                .hasSize(1);
        assertThatThrownBy(() -> FaultPlan.parse("WriteFile -> pass" + " ".repeat(4_080)))
                .isInstanceOf(FaultPlanError.class)
                .hasMessage("the text of a plan has at most 4096 characters, but has 4097");
        assertThatThrownBy(() -> new FaultPlan(Collections.nCopies(
                        64, on(GET_OVERLAPPED_RESULT).holdBefore("gate", UntilEvent.entered(CANCEL_IO_EX, 1_000_000)))))
                .isInstanceOf(FaultPlanError.class)
                .hasMessageStartingWith("the text of a plan has at most 4096 characters, but has ");
    }

    @Test
    void a_delay_in_fractions_of_a_microsecond_is_refused() {
        assertThatThrownBy(() -> on(WRITE_FILE).delayBefore(Duration.ofNanos(1_500)))
                .isInstanceOf(FaultPlanError.class)
                .hasMessage("a delay is 1us to 3600s in whole microseconds");
    }
}
