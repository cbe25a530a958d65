package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.platform.Handle;
import pipefault.platform.Win32Error;

/** Which calls a fault hits. */
class CountingTest {

    private static final String FAILS = " -> fail(ERROR_INVALID_HANDLE)";

    /** Sets an event so many times, and returns which of the calls failed, counted from 1. */
    private static List<Integer> failing(Subject subject, int calls) {
        Handle event = subject.event();
        List<Integer> failed = new ArrayList<>();
        for (int call = 1; call <= calls; call++) {
            if (!subject.api.setEvent(event).ok()) {
                failed.add(call);
            }
        }
        return failed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SetEvent#3        | [3]",
                "SetEvent#2..4     | [2, 3, 4]",
                "SetEvent#5..      | [5, 6, 7]",
                "SetEvent#1..7+3   | [1, 4, 7]",
                "SetEvent          | [1, 2, 3, 4, 5, 6, 7]",
                "SetEvent@pool     | []",
                "SetEvent@owner#2  | [2]",
            })
    void occurrences_are_counted_from_one(String trigger, String expected) {
        Subject subject = new Subject(trigger + FAILS);

        assertThat(failing(subject, 7)).hasToString(expected);
    }

    @Test
    void calls_are_counted_after_the_filters() {
        Subject subject = new Subject("SetEvent@pool#2" + FAILS);
        Handle event = subject.event();
        List<String> failed = new ArrayList<>();
        for (String name : List.of("pool-1", "owner", "pool-2", "pool-1")) {
            String role = name.startsWith("pool") ? "pool" : name;
            subject.world.as(name, role, () -> {
                if (!subject.api.setEvent(event).ok()) {
                    failed.add(name);
                }
            });
        }

        assertThat(failed).containsExactly("pool-2");
    }

    @Test
    void arguments_are_a_filter_too() {
        Subject subject = new Subject(
                FaultPlan.of(Fault.on(FailPoint.GET_OVERLAPPED_RESULT_EX)
                        .where("waits long", arguments -> arguments.get(2) instanceof Integer millis && millis > 100)
                        .occurrence(2)
                        .fail(Win32Error.WAIT_TIMEOUT)),
                1);
        var operation = subject.operation();
        assertThat(subject.write(operation).ok()).isTrue();
        List<Boolean> answers = new ArrayList<>();
        for (int millis : List.of(500, 10, 10, 500, 500)) {
            answers.add(subject.api
                    .getOverlappedResultEx(subject.pipe, operation.overlapped(), millis, false)
                    .ok());
        }

        assertThat(answers).containsExactly(true, true, true, false, true);
    }

    @Test
    void a_chance_hits_the_same_calls_for_the_same_seed_and_others_for_another() {
        List<Integer> first = failing(new Subject(FaultPlan.parse("SetEvent%30" + FAILS), 11), 200);
        List<Integer> again = failing(new Subject(FaultPlan.parse("SetEvent%30" + FAILS), 11), 200);
        List<Integer> other = failing(new Subject(FaultPlan.parse("SetEvent%30" + FAILS), 12), 200);

        assertThat(first).isEqualTo(again).isNotEqualTo(other).hasSizeBetween(30, 90);
        assertThat(other).hasSizeBetween(30, 90);
    }

    @Test
    void once_hits_only_once() {
        Subject subject = new Subject(FaultPlan.parse("SetEvent%30 once" + FAILS), 11);

        assertThat(failing(subject, 200)).hasSize(1);
        assertThat(subject.fired()).containsExactly(1);
    }

    @Test
    void calls_before_a_moment_do_not_count() {
        Subject subject = new Subject("SetEvent#1 after ResetEvent#2" + FAILS);
        Handle event = subject.event();
        List<Boolean> answers = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            answers.add(subject.api.setEvent(event).ok());
            assertThat(subject.api.resetEvent(event).ok()).isTrue();
        }

        assertThat(answers).containsExactly(true, true, false, true);
    }

    @Test
    void a_call_that_is_itself_the_moment_counts_unless_the_moment_is_its_return() {
        assertThat(failing(new Subject("SetEvent#1 after SetEvent#2" + FAILS), 4))
                .containsExactly(2);
        assertThat(failing(new Subject("SetEvent#1 after SetEvent#2.returned" + FAILS), 4))
                .containsExactly(3);
    }

    @Test
    void a_call_that_another_fault_decides_still_counts() {
        Subject subject = new Subject("SetEvent#1" + FAILS + "; SetEvent#2..3" + FAILS);

        assertThat(failing(subject, 4)).containsExactly(1, 2, 3);
        assertThat(subject.fired()).containsExactly(1, 2);
    }

    @Test
    void several_faults_act_on_one_call_and_the_first_that_decides_its_end_does() {
        Subject subject = new Subject("CancelIoEx#1 -> delay(before, 5ms);"
                + " CancelIoEx#1 -> fail(ERROR_NOT_FOUND);"
                + " CancelIoEx -> fail(ERROR_ACCESS_DENIED)");

        assertThat(subject.api.cancelIoEx(subject.pipe, null).lastError()).isEqualTo(Win32Error.ERROR_NOT_FOUND);
        assertThat(subject.world.sleeps).hasSize(1);
        assertThat(subject.fired()).containsExactly(1, 1, 0);

        assertThat(subject.api.cancelIoEx(subject.pipe, null).lastError()).isEqualTo(Win32Error.ERROR_ACCESS_DENIED);
        assertThat(subject.fired()).containsExactly(1, 1, 1);
    }
}
