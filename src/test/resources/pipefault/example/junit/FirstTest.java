package com.example;

import pipefault.defects.Writers;
import pipefault.junit.Fault;
import pipefault.junit.PipefaultTest;
import pipefault.scenario.Bounds;
import pipefault.scenario.Run;

class FirstTest {

    @PipefaultTest(subject = Writers.AsShipped.class) // the model of a reviewed writer; your own factory comes here
    @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
    void stopping_recovers(Run run) {
        run.open();
        run.write(Run.LARGE); // more than the pipe takes, and nobody reads: pending
        run.stop().within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }
}
