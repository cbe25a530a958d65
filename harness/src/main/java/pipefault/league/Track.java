package pipefault.league;

import java.util.Locale;
import pipefault.inject.FaultChoice;
import pipefault.league.Looking.Sight;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.simulation.Schedule;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.world.World;

/** Makes single runs, on a kernel that soon has enough of a thread that goes round in circles. */
final class Track {

    /**
     * After so many steps a run is taken for a livelock. The longest run of a right writer takes some hundred; with the usual
     * million a writer that asks in a circle costs as much as a thousand others.
     */
    static final long STEPS = 5_000;

    private Track() {}

    static World world(Schedule schedule) {
        return new SimulatedWorld(schedule, STEPS);
    }

    /** Makes a run in the usual order of threads. */
    static Sight run(RunSpec spec, FaultChoice faults) {
        RunResult result = Runner.searched(spec, world(Schedules.first()), faults, interception -> {});
        Verdict verdict = result.verdict();
        if (verdict.isHarnessError()) {
            throw new LeagueError(String.format(
                    Locale.ROOT,
                    "%s: a run went wrong by itself: %s",
                    name(spec),
                    result.evidence().get(0).text()));
        }
        boolean unclear = verdict == Verdict.NOT_EXERCISED || verdict == Verdict.NOT_APPLICABLE;
        return verdict.isGood() || unclear ? Sight.GOOD : Sight.BAD;
    }

    static String name(RunSpec spec) {
        return spec.scenario().id() + "/" + spec.variant().name() + " "
                + spec.factory().name();
    }
}
