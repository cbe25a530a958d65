package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of a fault that did not fire. */
class NearMissTest {

    @Test
    void a_fault_that_fired_has_none() {
        Subject subject = new Subject("SetEvent -> fail(ERROR_INVALID_HANDLE)");

        assertThat(subject.api.setEvent(subject.event()).ok()).isFalse();

        assertThat(subject.nearMiss()).isEmpty();
    }

    @Test
    void a_call_was_never_made() {
        assertThat(new Subject("CancelIoEx#1 -> fail(ERROR_NOT_FOUND)").nearMiss())
                .isEqualTo("CancelIoEx was never called");
    }

    @Test
    void a_call_was_made_too_seldom_or_by_others() {
        Subject subject = new Subject("SetEvent@pool#3 -> fail(ERROR_INVALID_HANDLE)");
        for (String role : new String[] {"owner", "pool", "pool", "stopper"}) {
            subject.world.as(
                    role,
                    () -> assertThat(subject.api.setEvent(subject.event()).ok()).isTrue());
        }

        assertThat(subject.nearMiss())
                .isEqualTo("SetEvent was called 4 times (1 by owner, 2 by pool, 1 by stopper),"
                        + " 2 of them counted for this fault");
    }

    @Test
    void the_moment_did_not_come() {
        Subject subject = new Subject("SetEvent#1 after CancelIoEx#1 -> fail(ERROR_INVALID_HANDLE)");

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.nearMiss())
                .isEqualTo("SetEvent was called 1 time (1 by owner), but CancelIoEx#1 did not come first");
    }

    @Test
    void another_fault_decided_the_call() {
        Subject subject = new Subject(
                "SetEvent#1 -> fail(ERROR_INVALID_HANDLE); SetEvent#1 -> unrealistic(succeed(without-effect))");

        assertThat(subject.api.setEvent(subject.event()).ok()).isFalse();

        assertThat(subject.run.faultStatus().get(1).nearMiss())
                .isEqualTo("SetEvent was called 1 time (1 by owner), 1 of them counted for this fault,"
                        + " but another fault of the plan decided once");
    }

    @Test
    void calls_after_the_end_of_the_faults_do_not_count_and_that_is_said() {
        Subject subject = new Subject("SetEvent#2 -> fail(ERROR_INVALID_HANDLE)");
        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();
        subject.run.lift();

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.nearMiss())
                .isEqualTo("SetEvent was called 1 time (1 by owner), 1 of them counted for this fault;"
                        + " 1 call after the faults were lifted (recovery) did not count");
    }
}
