package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;

/** A fault that is chosen while the run goes on. */
class ChosenFaultTest {

    private final List<String> asked = new ArrayList<>();

    private Subject subject(String plan, String chosenAt, String chosen) {
        return new Subject(FaultPlan.parse(plan), 1, (point, occurrence) -> {
            String call = point + "#" + occurrence;
            asked.add(call);
            return call.equals(chosenAt) ? Fault.parse(chosen) : null;
        });
    }

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

    @Test
    void fires_at_the_call_at_which_it_was_chosen() {
        Subject subject = subject("", "SetEvent#2", "SetEvent#2 -> fail(ERROR_INVALID_HANDLE)");

        assertThat(failing(subject, 4)).containsExactly(2);
        assertThat(asked).containsExactly("CreateEvent#1", "SetEvent#1", "SetEvent#2", "SetEvent#3", "SetEvent#4");
    }

    @Test
    void fires_at_later_calls_too_if_its_trigger_says_so_and_nobody_is_asked_there() {
        Subject subject = subject("", "SetEvent#2", "SetEvent#2.. -> fail(ERROR_INVALID_HANDLE)");

        assertThat(failing(subject, 4)).containsExactly(2, 3, 4);
        assertThat(asked).containsExactly("CreateEvent#1", "SetEvent#1", "SetEvent#2");
    }

    @Test
    void is_told_like_a_fault_of_the_plan() {
        Subject subject = subject("", "SetEvent#2", "SetEvent#2 -> fail(ERROR_INVALID_HANDLE)");

        failing(subject, 2);

        assertThat(subject.run.faultStatus())
                .containsExactly(new FaultStatus(Fault.parse("SetEvent#2 -> fail(ERROR_INVALID_HANDLE)"), 1, ""));
    }

    @Test
    void does_not_compete_with_a_fault_of_the_plan() {
        Subject subject = subject(
                "SetEvent#1 -> fail(ERROR_INVALID_HANDLE)", "SetEvent#1", "SetEvent#1 -> fail(ERROR_INVALID_HANDLE)");

        assertThat(failing(subject, 1)).containsExactly(1);
        assertThat(asked).containsExactly("CreateEvent#1");
    }

    @Test
    void is_not_chosen_any_more_once_the_faults_are_lifted() {
        Subject subject = subject("", "SetEvent#2", "SetEvent#2.. -> fail(ERROR_INVALID_HANDLE)");
        assertThat(failing(subject, 2)).containsExactly(2);

        subject.run.lift();

        assertThat(failing(subject, 2)).isEmpty();
        assertThat(asked).hasSize(3);
    }

    @Test
    void repeats_itself_when_it_stands_in_the_plan_from_the_beginning() {
        Subject planned = new Subject("SetEvent#2..3 -> fail(ERROR_INVALID_HANDLE)");
        Subject chosen = subject("", "SetEvent#2", "SetEvent#2..3 -> fail(ERROR_INVALID_HANDLE)");

        assertThat(failing(chosen, 4)).isEqualTo(failing(planned, 4));
        assertThat(chosen.trace()).isEqualTo(planned.trace());
    }

    @Test
    void gives_way_where_another_thread_has_got_the_answer_meanwhile() {
        Subject subject = subject("", "SetEvent#1", "SetEvent#1 -> fail(ERROR_INVALID_HANDLE)");
        AtomicBoolean open = new AtomicBoolean(true);
        RealCall call = new RealCall() {
            @Override
            public CallResult perform() {
                return CallResult.success();
            }

            @Override
            public CallResult failure(int code) {
                return CallResult.failure(code);
            }

            @Override
            public boolean isOpen() {
                // Asked when the call enters, and again when it is to be answered.
                return open.getAndSet(false);
            }
        };

        CallResult answer = subject.run.around(new CallSite(FailPoint.SET_EVENT, List.of(), "", "", false), call);

        assertThat(answer.ok()).isTrue();
        assertThat(subject.run.faultStatus()).extracting(FaultStatus::times).containsExactly(0);
    }

    @Test
    void a_fault_of_the_plan_stays_even_then() {
        Subject subject = subject("SetEvent#1 -> fail(ERROR_INVALID_HANDLE)", "", "");
        RealCall decided = new RealCall() {
            @Override
            public CallResult perform() {
                return CallResult.success();
            }

            @Override
            public CallResult failure(int code) {
                return CallResult.failure(code);
            }

            @Override
            public boolean isOpen() {
                return false;
            }
        };

        assertThat(subject.run
                        .around(new CallSite(FailPoint.SET_EVENT, List.of(), "", "", false), decided)
                        .ok())
                .isFalse();
    }
}
