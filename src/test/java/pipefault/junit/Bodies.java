package pipefault.junit;

import pipefault.scenario.Bounds;
import pipefault.scenario.Run;

/** What tests of tests play. */
final class Bodies {

    private Bodies() {}

    /** Writes more than the pipe takes, and stops while that is pending; under a fault the opening may be refused. */
    static void writeAndStop(Run run) {
        if (run.open()) {
            boolean unused = run.write(Run.LARGE);
            run.stop().within(Bounds.STEP);
            run.close().within(Bounds.STEP);
        }
    }
}
