package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The faults of a run come to an end. */
class PlanLiftedTest {

    @Test
    void nothing_fires_any_more_and_what_fired_stays_counted() {
        Subject subject = new Subject("SetEvent -> fail(ERROR_INVALID_HANDLE)");
        assertThat(subject.api.setEvent(subject.event()).ok()).isFalse();

        subject.run.lift();

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();
        assertThat(subject.fired()).containsExactly(1);
    }

    @Test
    void whoever_is_held_goes_on() {
        Subject subject = new Subject("SetEvent -> hold(before, in-set)");
        subject.world.whileHeldAt("in-set", subject.run::lift);

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.run.expiredHolds()).isEmpty();
        assertThat(subject.world.elapsed()).isZero();
    }

    @Test
    void whoever_met_a_hold_just_before_is_not_held_at_a_gate_that_nobody_will_open() {
        Subject subject = new Subject("SetEvent -> delay(before, 1ms); SetEvent -> hold(before, in-set)");
        subject.world.onSleep(subject.run::lift);

        assertThat(subject.api.setEvent(subject.event()).ok()).isTrue();

        assertThat(subject.run.expiredHolds()).isEmpty();
        assertThat(subject.world.elapsed()).isEqualTo(Duration.ofMillis(1));
    }
}
