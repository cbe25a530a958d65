package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.CallResult;
import pipefault.platform.Operation;
import pipefault.platform.Win32Error;

/** A fault has fired where it was carried out, whether or not that made a difference. */
class FiredTest {

    @Test
    void a_failure_that_the_real_call_would_have_given_as_well_has_fired() {
        Subject subject = new Subject("CancelIoEx#1 -> fail(ERROR_NOT_FOUND, performed)");
        Operation operation = subject.operation();
        subject.kernel.answers("cancelIoEx", CallResult.failure(Win32Error.ERROR_NOT_FOUND));

        assertThat(subject.cancel(operation).lastError()).isEqualTo(Win32Error.ERROR_NOT_FOUND);

        assertThat(subject.fired()).containsExactly(1);
        assertThat(subject.nearMiss()).isEmpty();
    }

    @Test
    void a_hold_whose_gate_is_open_already_has_fired() {
        Subject subject = new Subject("SetEvent#1 -> hold(before, in-set)");
        subject.run.gate("in-set").open();

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.fired()).containsExactly(1);
    }

    @Test
    void a_fault_whose_call_never_came_has_not_fired() {
        Subject subject = new Subject("SetEvent#2 -> fail(ERROR_INVALID_HANDLE)");

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.fired()).containsExactly(0);
        assertThat(subject.nearMiss()).startsWith("SetEvent was called 1 time (1 by owner)");
    }

    @Test
    void a_fault_that_another_one_overrules_has_not_fired() {
        Subject subject = new Subject(
                "SetEvent#1 -> fail(ERROR_INVALID_HANDLE); SetEvent#1 -> unrealistic(succeed(without-effect))");

        assertThat(subject.api.setEvent(subject.event()).ok()).isFalse();

        assertThat(subject.fired()).containsExactly(1, 0);
    }
}
