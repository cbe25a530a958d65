package pipefault.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.platform.Win32Error;

class PlanTextFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)",
                "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED, performed)",
                "CancelIoEx -> succeed(without-effect)",
                "CreateEvent#2 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                "GetOverlappedResult@pool#1..3+2 -> fail(ERROR_BROKEN_PIPE)",
                "GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1)",
                "WriteFile#2 -> delay(before, 50ms)",
                "GetOverlappedResult -> unrealistic(alter(count, -1))",
                "Event#1 -> signal",
                "Post#1 -> hold(before, unlocked)",
                "CancelIoEx#1 -> unrealistic(fail(ERROR_NOT_FOUND, lie))",
                "CancelIoEx#1 -> unrealistic(fail(ERROR_NOT_FOUND, performed, lie))",
                "CancelIoEx#1 -> unrealistic(fail(12345))",
                "WriteFile#3.. -> fail(ERROR_NO_DATA)",
                "WriteFile#3..+2 -> fail(ERROR_NO_DATA)",
                "WriteFile%25 -> fail(ERROR_NO_DATA)",
                "WriteFile%25 once -> fail(ERROR_NO_DATA)",
                "CancelIoEx@owner#1..5%50 after WriteFile@pool#2.returned -> fail(ERROR_ACCESS_DENIED)",
                "WaitForSingleObject#1 -> alter(result, WAIT_TIMEOUT)",
                "WaitForSingleObject#1 -> unrealistic(alter(result, 4294967295))",
                "CreateEvent#1 -> alter(code, ERROR_ALREADY_EXISTS)",
                "GetOverlappedResult#1 -> unrealistic(alter(internal, 0x103))",
                "ReadFile#1 -> unrealistic(alter(count, +5))",
                "ReadFile#1 -> unrealistic(alter(count, 0))",
                "Lock@pool#2 -> hold(after, locked, until Post@owner#1.returned)",
                "Callback#1 -> delay(after, 100us)",
                "Callback#1 -> unrealistic(drop)",
                "Callback#1 -> unrealistic(repeat)",
                "Post#1 -> reject",
                "Post#1 -> drop",
                "SetThreadpoolWait#2 -> unrealistic(succeed(without-effect))",
                "WriteFile -> pass",
            })
    void prints_what_it_read(String text) {
        assertThat(Fault.parse(text)).hasToString(text).isEqualTo(Fault.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CancelIoEx#1:fail(5)                          | CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)",
                "CancelIoEx #1 : fail( 0x5 )                   | CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)",
                "CancelIoEx#1->fail(ACCESS_DENIED)             | CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)",
                "CancelIoEx @ owner # 1 .. 3 + 2 -> pass       | CancelIoEx@owner#1..3+2 -> pass",
                "CancelIoEx@pool->pass                         | CancelIoEx@pool -> pass",
                "CreateEventW#1 -> fail(1450)                  | CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                "CreateFileA#1 -> fail(231)                    | CreateFile#1 -> fail(ERROR_PIPE_BUSY)",
                "WriteFile#2..2 -> pass                        | WriteFile#2 -> pass",
                "WriteFile#1.. -> pass                         | WriteFile -> pass",
                "WriteFile%100 -> pass                         | WriteFile -> pass",
                "WriteFile#3.. once -> pass                    | WriteFile#3 -> pass",
                "WriteFile once -> pass                        | WriteFile#1 -> pass",
                "WriteFile -> delay(after, 2000ms)             | WriteFile -> delay(after, 2s)",
                "WriteFile -> delay(after, 1500us)             | WriteFile -> delay(after, 1500us)",
                "Post -> hold(before,g,until Lock)             | Post -> hold(before, g, until Lock#1)",
                "GetOverlappedResultEx -> fail(258)            | GetOverlappedResultEx -> fail(WAIT_TIMEOUT)",
                "CancelIoEx -> unrealistic( fail(5,lie,performed) )"
                        + " | CancelIoEx -> unrealistic(fail(ERROR_ACCESS_DENIED, performed, lie))",
            })
    void has_one_spelling_for_equal_faults(String text, String printed) {
        assertThat(Fault.parse(text)).hasToString(printed).isEqualTo(Fault.parse(printed));
    }

    @Test
    void reads_faults_between_comments_blank_lines_and_separators() {
        FaultPlan plan = FaultPlan.parse("""
                # the cancel fails
                CancelIoEx#1 -> fail(5); WriteFile#2 -> delay(before, 50ms);

                  # and the post waits
                  Post#1 -> hold(before, unlocked)
                ;
                """);

        assertThat(plan)
                .hasToString(
                        "CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED); WriteFile#2 -> delay(before, 50ms); Post#1 -> hold(before, unlocked)")
                .isEqualTo(FaultPlan.parse(plan.toString()));
    }

    @Test
    void reads_the_line_ends_of_windows() {
        assertThat(FaultPlan.parse("# plan\r\nWriteFile#1 -> pass\r\n\r\nWriteFile#2 -> pass\r\n"))
                .hasToString("WriteFile#1 -> pass; WriteFile#2 -> pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t\n", "# nothing but a comment", " ; \n"})
    void reads_nothing_as_the_plan_of_a_control_run(String text) {
        assertThat(FaultPlan.parse(text)).isEqualTo(FaultPlan.NONE).hasToString("");
    }

    @Test
    void keeps_every_value() {
        Fault fault =
                Fault.parse("GetOverlappedResult@pool#1..3+2 -> hold(before, gate, until CancelIoEx@owner#4.returned)");

        assertThat(fault.point()).isEqualTo(FailPoint.GET_OVERLAPPED_RESULT);
        assertThat(fault.trigger()).isEqualTo(new Trigger("pool", null, 1, 3, 2, 100, false, null));
        assertThat(fault.action())
                .isEqualTo(new Action.Hold(
                        Phase.BEFORE, "gate", new UntilEvent(FailPoint.CANCEL_IO_EX, "owner", 4, true)));
        assertThat(fault.unrealistic()).isFalse();
        assertThat(Fault.parse("WriteFile -> delay(before, 100us)").action())
                .isEqualTo(new Action.Delay(Phase.BEFORE, Duration.ofNanos(100_000)));
        assertThat(Fault.parse("WriteFile -> unrealistic(fail(109, performed))"))
                .isEqualTo(new Fault(
                        FailPoint.WRITE_FILE,
                        Trigger.ANY,
                        new Action.Fail(Win32Error.ERROR_BROKEN_PIPE, true, false),
                        true));
    }

    @Test
    void accepts_the_numbered_threads_of_a_known_role() {
        assertThat(FaultPlan.parse("WriteFile@pool-2#1 -> pass", List.of("pool")))
                .hasToString("WriteFile@pool-2#1 -> pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CancelIoEx#1", "CancelIoEx@owner#12", "Post#3.returned", "Event@owner-2#1"})
    void prints_an_event_as_it_read_it(String text) {
        assertThat(UntilEvent.parse(text)).hasToString(text).isEqualTo(UntilEvent.parse(text));
    }
}
