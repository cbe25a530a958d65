package pipefault.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.inject.FaultChoice;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.simulation.SimulatedWorld;
import pipefault.world.OrderedWorld;
import pipefault.world.Passage;
import pipefault.world.PassageLog;
import pipefault.world.PassageOrder;
import pipefault.world.World;

/**
 * Makes a run of a search on another kernel: with its faults, and with its order of calls as far as the kernel allows.
 *
 * <p>The run is first made in simulation, where it is exactly the one that was found. Then its threads go through the same
 * points in the same order. What the simulated kernel decided by itself cannot be asked of a real one; that is told, and so
 * is whatever came differently.
 */
public final class OrderedReplay {

    /** How many deviations are told one by one. */
    private static final int TOLD_MAX = 8;

    private final RunSpec spec;
    private final Way way;
    private final List<Passage> passages;
    private final List<Departure> departures;

    /**
     * Makes the run in simulation.
     *
     * @param spec the scenario, variant and writer that the way names
     */
    public OrderedReplay(RunSpec spec, Way way) {
        this.spec = spec;
        this.way = way;
        PassageLog log = new PassageLog();
        SimulatedRun run = new SimulatedRun(log);
        departures = run.open.departures();
        passages = log.passages();
    }

    private final class SimulatedRun {

        final Open open = new Open(way.decider(), way.faults(), true);

        SimulatedRun(PassageLog log) {
            SimulatedWorld world = SimulatedWorld.create(open);
            world.watch(log);
            RunResult unused = Runner.searched(spec, world, open, interception -> {
                open.until(interception::isLifted);
                log.until(interception::isLifted);
            });
        }
    }

    /**
     * Makes the run in a fresh world of real threads; every oracle decides its verdict.
     *
     * @return the result; its notes tell how far the order was kept
     */
    public RunResult on(Runner runner, World world) {
        PassageOrder order = new PassageOrder(passages);
        RunResult result =
                runner.searchedIn(spec, new OrderedWorld(world, order), new Chosen(departures), interception -> {
                    order.until(interception::isLifted);
                    interception.heldElsewhere(order::held);
                });
        return result.noting(notes(order.account(), result));
    }

    private List<String> notes(PassageOrder.Account account, RunResult result) {
        List<String> notes = new ArrayList<>();
        notes.add("the order of the token was kept at " + account.kept() + " of " + account.points() + " points");
        List<String> deviations = account.deviations();
        deviations.stream().limit(TOLD_MAX).forEach(each -> notes.add("not kept: " + each));
        if (deviations.size() > TOLD_MAX) {
            notes.add("not kept: " + (deviations.size() - TOLD_MAX) + " more");
        }
        for (Departure departure : departures) {
            if (departure.kind() == Question.Kind.KERNEL) {
                notes.add("up to the kernel: " + departure.words());
            } else if (departure.kind() == Question.Kind.ANSWER
                    && result.fired().stream().noneMatch(fired -> fired.fault().equals(departure.words()))) {
                notes.add("not kept: no call came for " + departure.words());
            }
        }
        return notes;
    }

    /** Gives each call the answer that it got in simulation. */
    private static final class Chosen implements FaultChoice {

        private record At(FailPoint point, int occurrence) {}

        private final Map<At, Fault> faults = new HashMap<>();

        Chosen(List<Departure> departures) {
            for (Departure departure : departures) {
                if (departure.kind() == Question.Kind.ANSWER) {
                    Fault fault = FaultPlan.parse(departure.words()).faults().get(0);
                    faults.put(new At(fault.point(), fault.trigger().first()), fault);
                }
            }
        }

        @Override
        public @Nullable Fault at(FailPoint point, int occurrence) {
            return faults.get(new At(point, occurrence));
        }
    }
}
