package pipefault.explore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.simulation.SimulatedWorld;

/**
 * Looks within a bound for one run of which something particular holds, few departures first, and makes it small.
 *
 * <p>A {@link Search} keeps every kind of defect; this stops at the first run that is wanted, whatever else there is. What it
 * comes to is the same each time. For one thread at a time, and one hunt.
 */
public final class Hunt {

    private final RunSpec spec;
    private final Predicate<RunResult> wanted;
    private final Consumer<RunResult> watcher;
    private final Set<String> faults = new HashSet<>();
    private long schedules;

    /**
     * Prepares a hunt.
     *
     * @param wanted what has to hold of a run
     * @param watcher gets each run that counts, the wanted one included
     */
    public Hunt(RunSpec spec, Predicate<RunResult> wanted, Consumer<RunResult> watcher) {
        this.spec = spec;
        this.wanted = wanted;
        this.watcher = watcher;
    }

    /**
     * Tries every run within the bound until one is wanted.
     *
     * @param schedulesMax ends it after so many runs
     * @throws HarnessError if a run fails on our side
     * @throws Diverged if a run is another one when it is made again
     */
    public Hunted within(Bound bound, long schedulesMax) {
        boolean asksForFaults = bound.faults() > 0;
        Deque<DepthFirst> steps = new ArrayDeque<>(DepthFirst.upwards(bound, Shard.ALL));
        while (!steps.isEmpty()) {
            DepthFirst step = steps.element();
            for (Decider next = step.next(); next != null; next = step.next()) {
                if (schedules >= schedulesMax && step.counts()) {
                    return new Hunted(schedules, faults.size(), false, null);
                }
                Open open = new Open(noting(next), asksForFaults, false);
                RunResult result = run(open);
                if (!step.counts()) {
                    continue;
                }
                schedules++;
                watcher.accept(result);
                if (wanted.test(result)) {
                    return new Hunted(schedules, faults.size(), false, quarry(open, asksForFaults));
                }
            }
            steps.remove();
        }
        return new Hunted(schedules, faults.size(), true, null);
    }

    /** Estimates how many runs are within a bound, from random ones. */
    public SizeEstimate estimate(Bound bound) {
        BooleanSupplier never = () -> false;
        return new Search(spec, SearchPlan.exhausting(bound, Shard.ALL)).estimate(never);
    }

    private Decider noting(Decider decider) {
        return question -> {
            int option = decider.choose(question);
            if (option != 0 && question.kind() == Question.Kind.ANSWER) {
                faults.add(question.words(option));
            }
            return option;
        };
    }

    private RunResult run(Open open) {
        RunResult result = Search.run(spec, open, SimulatedWorld::create);
        if (result.verdict().isHarnessError()) {
            throw new HarnessError("a run of " + spec.scenario().id() + "/"
                    + spec.variant().name() + " failed: "
                    + result.evidence().get(0).text().lines().findFirst().orElse(""));
        }
        return result;
    }

    private Hunted.Quarry quarry(Open open, boolean asksForFaults) {
        Way way = Way.of(spec, asksForFaults, Way.steps(open.departures()));
        Search.Replayed first = Search.replay(spec, way);
        Shrinking.Shrunk shrunk = new Shrinking(this::run, asksForFaults, wanted, () -> false)
                .shrink(new Found(first.departures(), first.result(), schedules));
        String token = Way.of(spec, asksForFaults, Way.steps(shrunk.found().departures()))
                .text();
        Search.Replayed again = Search.replay(spec, Way.parse(token));
        Repetition.require(shrunk.found().result().trace(), again.result().trace());
        return new Hunted.Quarry(token, again.departures(), again.result(), shrunk.confirmed(), schedules);
    }
}
