package pipefault.explore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.simulation.Schedule;
import pipefault.simulation.SimulatedWorld;
import pipefault.trace.Trace;
import pipefault.world.World;

/**
 * Looks for ways to break a writer: one decision tree over who runs next, what the kernel does, and what a call answers.
 *
 * <p>What is open is decided from the first call of the subject until the faults are lifted; putting up a run and its
 * recovery phase are the same for all runs. Within the bound everything is tried, few departures first; then come random
 * walks, then random priorities. For one thread at a time.
 */
public final class Search implements SearchPart {

    private static final int PCT_DEPTH = 3;

    /** How often a run that is another one than before is made once more to see where. */
    private static final int RETRIES = 5;

    private final RunSpec spec;
    private final SearchPlan plan;
    private final Function<Schedule, World> worlds;
    private final boolean faults;
    private final Shape shape = new Shape();
    private final Exploration exploration;

    /** What is left to try on the way up to the bound. */
    private final Deque<Strategy> steps;

    private final Deque<Strategy> random = new ArrayDeque<>();
    private boolean systematicOver;
    private long withinBound;

    /** Prepares a search: makes the default run. */
    public Search(RunSpec spec, SearchPlan plan) {
        this(spec, plan, SimulatedWorld::create);
    }

    /**
     * Prepares a search whose runs take place in worlds of somebody else's making; makes the default run.
     *
     * @param worlds makes a fresh simulated world from a schedule, for each run
     */
    public Search(RunSpec spec, SearchPlan plan, Function<Schedule, World> worlds) {
        this.spec = spec;
        this.plan = plan;
        this.worlds = worlds;
        Bound bound = plan.bound();
        faults = bound.faults() > 0;
        exploration = new Exploration(this::run, faults);
        RunResult unusedFirst = run(new Open(shape, faults, false));
        steps = new ArrayDeque<>(DepthFirst.upwards(bound, plan.shard()));
        random.add(new Numbered(new RandomWalk(spec.seed(), bound, shape), plan.walks(), plan.shard()));
        random.add(new Numbered(new Pct(spec.seed(), PCT_DEPTH, bound, shape), plan.priorities(), plan.shard()));
    }

    private RunResult run(Open open) {
        return run(spec, open, worlds);
    }

    static RunResult run(RunSpec spec, Open open, Function<Schedule, World> worlds) {
        return Runner.searched(spec, worlds.apply(open), open, interception -> open.until(interception::isLifted));
    }

    /**
     * Estimates from random runs how many there are within the bound.
     *
     * @param enough is asked before each run, and ends it; a few are made in any case
     */
    public SizeEstimate estimate(BooleanSupplier enough) {
        SizeEstimate estimate = new SizeEstimate(plan.bound(), shape, spec.seed());
        while (!estimate.isRough() || (estimate.wantsMore() && !enough.getAsBoolean())) {
            RunResult unused = run(new Open(estimate.probe(), faults, false));
            estimate.ended();
        }
        return estimate;
    }

    @Override
    public void begin() {
        // The default run was made when it was prepared.
    }

    @Override
    public Standing goOn(BooleanSupplier pause) {
        systematicOver = systematicOver || systematically(pause);
        boolean goesOn = systematicOver;
        while (goesOn && !random.isEmpty()) {
            goesOn = exploration.explore(random.element(), pause);
            if (goesOn) {
                random.remove();
            }
        }
        return standing(goesOn);
    }

    /** Tries what is within the bound; tells whether that is over. */
    private boolean systematically(BooleanSupplier pause) {
        BooleanSupplier enough = () -> pause.getAsBoolean() || exploration.runs() >= plan.exhaustive();
        while (!steps.isEmpty() && exploration.explore(steps.element(), enough)) {
            steps.remove();
        }
        withinBound = exploration.runs();
        return steps.isEmpty() || withinBound >= plan.exhaustive();
    }

    private Standing standing(boolean done) {
        return new Standing(
                exploration.runs(),
                withinBound,
                exploration.bad(),
                exploration.unclear(),
                exploration.digest(),
                exploration.deepest(),
                steps.isEmpty(),
                done,
                exploration.sightings());
    }

    /**
     * {@inheritDoc}
     *
     * @throws Diverged if the run is another one when it is made again: an error of ours
     */
    @Override
    public Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough) {
        BooleanSupplier over = () -> deadline.isOver() || enough.getAsBoolean();
        Found.Symptom symptom = sighting.kind().symptom();
        Shrinking.Shrunk shrunk = new Shrinking(this::run, faults, symptom::isShownBy, over).shrink(again(sighting));
        Found smallest = shrunk.found();
        return new Smallest(
                way(spec, plan, Way.steps(smallest.departures())),
                shrunk.confirmed(),
                smallest.result().trace().digest());
    }

    private Found again(Sighting sighting) {
        Open open = new Open(new Follow(sighting.steps()), faults, true);
        RunResult result = run(open);
        requireSame(sighting, result.trace());
        return new Found(open.departures(), result, sighting.at());
    }

    private void requireSame(Sighting sighting, Trace trace) {
        String found = trace.digest();
        if (found.equals(sighting.traceDigest())) {
            return;
        }
        // The trace of then is not kept; who takes chance from elsewhere does so more than once.
        for (int more = 0; more < RETRIES; more++) {
            Open open = new Open(new Follow(sighting.steps()), faults, false);
            Repetition.require(trace, run(open).trace());
        }
        throw new Diverged(Repetition.changed(sighting.traceDigest(), found));
    }

    static Way way(RunSpec spec, SearchPlan plan, List<Way.Step> steps) {
        return Way.of(spec, plan.bound().faults() > 0, steps);
    }

    @Override
    public void close() {
        // Nothing is held between runs.
    }

    /**
     * A run that was made again.
     *
     * @param departures what leads to it, in words
     */
    public record Replayed(RunResult result, List<Departure> departures) {

        /** Copies the list. */
        public Replayed {
            departures = List.copyOf(departures);
        }
    }

    /**
     * Makes the run of a way again.
     *
     * @param spec the scenario, variant and writer that the way names
     */
    public static Replayed replay(RunSpec spec, Way way) {
        Open open = new Open(way.decider(), way.faults(), true);
        RunResult result = run(spec, open, SimulatedWorld::create);
        return new Replayed(result, open.departures());
    }
}
