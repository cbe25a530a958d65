package pipefault.app;

import pipefault.explore.Way;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;

/** Makes runs of searches on a real kernel, one after another. */
interface OrderedRuns extends AutoCloseable {

    /** Makes a run with its faults, and as far as possible in its order. */
    RunResult replay(RunSpec spec, Way way);

    @Override
    void close();
}
