package pipefault.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pipefault.fault.FailPoint;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;
import pipefault.triage.Hypothesis.Call;
import pipefault.triage.Hypothesis.Ending;
import pipefault.triage.Hypothesis.Shown;

/** A run shows a hypothesis only if everything in it is there, in one run, and done by the subject. */
class HypothesisTest {

    private static final Finding STUCK = new Finding("termination", Verdict.STUCK, "waited for stop by owner, in vain");
    private static final Finding LOCKED =
            new Finding("lock discipline", Verdict.UNAFFECTED, "calls CancelIoEx while it holds Writer");

    private static final Shown STOP_HANGS = new Shown("termination", "for stop");

    private static RunResult run(List<Finding> evidence, List<Finding> alsoSeen, CallRecord... records) {
        return new RunResult(
                "s",
                "v",
                "w",
                RunResult.FAULT,
                0,
                Verdict.STUCK,
                "",
                List.of(),
                evidence,
                alsoSeen,
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of(records)),
                1);
    }

    private static RunResult calls(CallRecord... records) {
        return run(List.of(), List.of(), records);
    }

    private static CallRecord record(Kind kind, String point, String text) {
        return new CallRecord(1, 0, "owner", kind, 1, point, text, false);
    }

    private static CallRecord call(String point) {
        return record(Kind.CALL, point, "");
    }

    private static CallRecord answer(String point, String text) {
        return record(Kind.RETURN, point, text);
    }

    private static Hypothesis ofCalls(Call... calls) {
        return new Hypothesis(List.of(), List.of(calls));
    }

    @Test
    void a_finding_of_that_oracle_with_those_words_shows_it() {
        Hypothesis hypothesis = new Hypothesis(List.of(STOP_HANGS), List.of());

        assertThat(hypothesis.holds(run(List.of(STUCK), List.of()))).isTrue();
        assertThat(hypothesis.holds(run(List.of(), List.of(STUCK)))).isTrue();
        assertThat(hypothesis.holds(run(List.of(LOCKED), List.of()))).isFalse();
        assertThat(hypothesis.holds(
                        run(List.of(new Finding("termination", Verdict.STUCK, "for close by owner")), List.of())))
                .isFalse();
        assertThat(hypothesis.holds(run(List.of(new Finding("recovery", Verdict.STUCK, "for stop")), List.of())))
                .isFalse();
    }

    @Test
    void all_findings_have_to_be_there() {
        Hypothesis hypothesis = new Hypothesis(List.of(STOP_HANGS, new Shown("lock discipline", "")), List.of());

        assertThat(hypothesis.holds(run(List.of(STUCK), List.of(LOCKED)))).isTrue();
        assertThat(hypothesis.holds(run(List.of(STUCK), List.of()))).isFalse();
    }

    @Test
    void calls_have_to_come_in_order_and_others_may_come_between() {
        Hypothesis hypothesis =
                ofCalls(new Call(FailPoint.CREATE_EVENT, Ending.FAIL), new Call(FailPoint.WRITE_FILE, null));
        CallRecord failed = answer("CreateEvent", "NULL 1450 ERROR_NO_SYSTEM_RESOURCES");

        assertThat(hypothesis.holds(calls(failed, call("CloseHandle"), call("WriteFile"))))
                .isTrue();
        assertThat(hypothesis.holds(calls(call("WriteFile"), failed))).isFalse();
        assertThat(hypothesis.holds(calls(answer("CreateEvent", "event-1"), call("WriteFile"))))
                .isFalse();
    }

    @Test
    void a_pending_call_has_not_failed() {
        CallRecord pending = answer("WriteFile", "fail 997 ERROR_IO_PENDING n=0");

        assertThat(ofCalls(new Call(FailPoint.WRITE_FILE, Ending.FAIL)).holds(calls(pending)))
                .isFalse();
        assertThat(ofCalls(new Call(FailPoint.WRITE_FILE, Ending.OK)).holds(calls(pending)))
                .isTrue();
    }

    @Test
    void what_a_fresh_subject_does_in_the_recovery_phase_does_not_count() {
        Hypothesis hypothesis = ofCalls(new Call(FailPoint.WRITE_FILE, null));

        assertThat(hypothesis.holds(calls(record(Kind.STEP, "", RunResult.SUBJECT_DONE), call("WriteFile"))))
                .isFalse();
        assertThat(hypothesis.holds(calls(call("WriteFile"), record(Kind.STEP, "", RunResult.SUBJECT_DONE))))
                .isTrue();
    }

    @Test
    void one_that_asks_for_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hypothesis(new ArrayList<>(), new ArrayList<>()));
    }
}
