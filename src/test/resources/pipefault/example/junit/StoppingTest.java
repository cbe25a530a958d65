package com.example;

import static pipefault.junit.PipefaultAssertions.assertThat;
import static pipefault.world.World.Kernel.NATIVE;
import static pipefault.world.World.Kernel.SIMULATED;

import pipefault.defects.Writers;
import pipefault.junit.Explore;
import pipefault.junit.Fault;
import pipefault.junit.Kernel;
import pipefault.junit.PipefaultTest;
import pipefault.junit.Sweep;
import pipefault.junit.Waits;
import pipefault.scenario.Bounds;
import pipefault.scenario.Run;

@PipefaultTest(subject = Writers.Recovering.class) // for all tests of the class
class StoppingTest {

    @PipefaultTest
    @Kernel({SIMULATED, NATIVE}) // two invocations for each fault; the second is aborted where there is no Windows
    @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
    @Fault("WriteFile#1 -> delay(after, 50ms); CancelIoEx#1 -> fail(ERROR_NOT_FOUND)")
    void survives_these(Run run) {
        writeAndStop(run);
    }

    @PipefaultTest
    @Sweep({"CancelIoEx", "WriteFile"}) // without names: every call
    void survives_every_answer_of_these_calls(Run run) {
        writeAndStop(run);
    }

    @PipefaultTest
    @Explore(schedules = 20, bound = "1,1,1")
    void survives_other_orders_of_threads(Run run) {
        writeAndStop(run);
    }

    private static void writeAndStop(Run run) {
        if (run.open()) { // false: the writer has refused, which may be right under a fault
            run.write(Run.LARGE);
            run.stop().within(Bounds.STEP);
            run.close().within(Bounds.STEP);
        }
    }

    @PipefaultTest
    @Fault("GetOverlappedResult#1 -> delay(before, 50ms)")
    void delivers_in_order(Run run) {
        run.open();
        run.write(Run.LARGE);
        run.peer().drain();
        Waits.await(run, "the block at the peer", Bounds.REPORT)
                .until(() -> run.peer().count(), count -> count == Run.LARGE);
        assertThat(run).hasDelivered(Run.LARGE);
        assertThat(run.trace()).containsInOrder("CreateEvent", "WriteFile");
        run.hazard(() -> // what holds only under the fault
                assertThat(run).hasExercised("GetOverlappedResult#1 -> delay(before, 50ms)"));
    }
}
