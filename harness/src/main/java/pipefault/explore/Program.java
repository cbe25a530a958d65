package pipefault.explore;

import pipefault.scenario.RunResult;

/** Something that can be run again and again, each time with its open points decided by somebody else. */
@FunctionalInterface
interface Program {

    /** Makes one run. */
    RunResult run(Open open);
}
