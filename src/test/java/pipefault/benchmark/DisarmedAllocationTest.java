package pipefault.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.platform.Handle;
import pipefault.platform.Win32Api;

/** An interception that has stepped out of the way allocates nothing beyond the platform that it wraps. */
class DisarmedAllocationTest {

    private static final int CALLS = 100_000;

    /** What measuring itself may allocate, and what the JVM does on the thread now and then; far less than a byte a call. */
    private static final long SLACK = CALLS / 10;

    @Test
    void calls_allocate_nothing() {
        Win32Api bare = new BareKernel();
        Win32Api disarmed = InterceptionCosts.injected(FaultPlan.NONE, true);
        drive(bare);
        drive(disarmed);

        long wrapped = drive(bare);

        assertThat(drive(disarmed)).isLessThanOrEqualTo(wrapped + SLACK);
    }

    @Test
    void the_same_calls_while_it_is_in_place_do_allocate() {
        Win32Api armed = InterceptionCosts.injected(FaultPlan.NONE, false);
        drive(armed);

        assertThat(drive(armed)).as("the measurement sees allocation").isGreaterThan(SLACK);
    }

    private static long drive(Win32Api api) {
        Handle event = Handle.of(0x44);
        long before = Slices.allocated();
        long good = 0;
        for (int i = 0; i < CALLS; i++) {
            good += api.setEvent(event).ok() ? 1 : 0;
            good += api.waitForSingleObject(event, 0).ok() ? 1 : 0;
            good += api.cancelIoEx(event, null).ok() ? 1 : 0;
        }
        long allocated = Slices.allocated() - before;
        assertThat(good).isEqualTo(3L * CALLS);
        return allocated;
    }
}
