package pipefault.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.simulation.SimulatedWorld;
import pipefault.trace.CallRecord;

/**
 * Looks for ways to break a writer: one decision tree over who runs next, what the kernel does, and what a call answers.
 *
 * <p>What is open is decided from the first call of the subject until the faults are lifted; putting up a run and its
 * recovery phase are the same for all runs. For one thread.
 */
public final class Search {

    /** How many random runs a size is estimated from. */
    static final int PROBES = 100;

    private static final int PCT_DEPTH = 3;

    private final RunSpec spec;
    private final Bound bound;
    private final boolean faults;
    private final Shape shape = new Shape();
    private final SizeEstimate estimate;
    private final Exploration exploration;
    private long runsWithinBound;

    /** Prepares a search: makes the default run, and some random ones to estimate how many there are. */
    public Search(RunSpec spec, Bound bound) {
        this.spec = spec;
        this.bound = bound;
        faults = bound.faults() > 0;
        exploration = new Exploration(this::run, faults);
        RunResult unusedFirst = run(new Open(shape, faults, false));
        estimate = new SizeEstimate(bound, shape, spec.seed());
        for (int probe = 0; probe < PROBES; probe++) {
            RunResult unused = run(new Open(estimate.probe(), faults, false));
            estimate.ended();
        }
    }

    private RunResult run(Open open) {
        return Runner.searched(
                spec, SimulatedWorld.create(open), open, interception -> open.until(interception::isLifted));
    }

    /**
     * Tries every run of a shard within the bound.
     *
     * @param enough is asked before each run
     * @return whether all were tried
     */
    public boolean exhaustively(Shard shard, BooleanSupplier enough) {
        long before = exploration.runs();
        boolean exhausted = exploration.explore(new DepthFirst(bound, shard), enough);
        runsWithinBound += exploration.runs() - before;
        return exhausted;
    }

    /** Tries random walks, beyond the bound where it is about switches, until it is enough. */
    public void randomly(BooleanSupplier enough) {
        boolean unused = exploration.explore(new RandomWalk(spec.seed(), bound, shape), enough);
    }

    /** Tries random priorities, beyond the bound where it is about switches, until it is enough. */
    public void byPriorities(BooleanSupplier enough) {
        boolean unused = exploration.explore(new Pct(spec.seed(), PCT_DEPTH, bound, shape), enough);
    }

    /** Returns the estimated number of runs within the bound. */
    public double size() {
        return estimate.mean();
    }

    /** Returns the standard error of {@link #size}. */
    public double sizeError() {
        return estimate.standardError();
    }

    /** Returns how many runs counted so far. */
    public long runs() {
        return exploration.runs();
    }

    /** Returns how many of them were made by {@link #exhaustively}; no two of them are the same. */
    public long runsWithinBound() {
        return runsWithinBound;
    }

    /** Returns how many runs were bad. */
    public long bad() {
        return exploration.bad();
    }

    /** Returns how many runs were neither good nor bad: a fault of the script's own plan did not fire, for example. */
    public long unclear() {
        return exploration.unclear();
    }

    /** Returns the largest number of decisions that a run came by. */
    public int deepest() {
        return exploration.deepest();
    }

    /** Returns a number that the same set of runs always has; those of the shards of a search add up. */
    public long digest() {
        return exploration.digest();
    }

    /** Returns how many kinds of defects were found so far. */
    public int kinds() {
        return exploration.found().size();
    }

    /**
     * One kind of defect.
     *
     * @param way replays the smallest run that shows it
     * @param departures what leads to it, in words
     * @param confirmed whether each of them was taken away on trial, and the defect was gone
     * @param result the smallest run
     * @param at the number of the run that found it, from 1
     */
    public record Defect(Way way, List<Departure> departures, boolean confirmed, RunResult result, long at) {

        /** Copies the list. */
        public Defect {
            departures = List.copyOf(departures);
        }
    }

    /**
     * Makes each run that was bad in its own way again, and as small as it gets.
     *
     * @param enough is asked before each run that is to make one smaller
     * @throws Diverged if a run is another one when it is made again, with the first difference: an error of ours
     */
    public List<Defect> defects(BooleanSupplier enough) {
        List<Defect> defects = new ArrayList<>();
        for (Found found : exploration.found()) {
            Shrinking.Shrunk shrunk = new Shrinking(this::run, faults, enough).shrink(again(found));
            Found smallest = shrunk.found();
            defects.add(new Defect(
                    way(smallest), smallest.departures(), shrunk.confirmed(), smallest.result(), found.at()));
        }
        return defects;
    }

    private Found again(Found found) {
        Open open = new Open(way(found).decider(), faults, true);
        RunResult result = run(open);
        requireSame(found.result().trace().records(), result.trace().records());
        return new Found(open.departures(), result, found.at());
    }

    private Way way(Found found) {
        return Way.of(
                spec.scenario().id(), spec.variant().name(), spec.factory().name(), faults, found.departures());
    }

    private static void requireSame(List<CallRecord> before, List<CallRecord> after) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String first = i < before.size() ? before.get(i).toString() : "the end";
            String second = i < after.size() ? after.get(i).toString() : "the end";
            if (!first.equals(second)) {
                throw new Diverged("the same decisions have led to another run; first difference at record " + i
                        + ":\n  " + first + "\n  " + second);
            }
        }
    }

    /**
     * Makes the run of a way again.
     *
     * @param spec the scenario, variant and writer that the way names
     * @param departures gets the departures, in words
     */
    public static RunResult replay(RunSpec spec, Way way, Consumer<List<Departure>> departures) {
        Open open = new Open(way.decider(), way.faults(), true);
        RunResult result = Runner.searched(
                spec, SimulatedWorld.create(open), open, interception -> open.until(interception::isLifted));
        departures.accept(open.departures());
        return result;
    }
}
