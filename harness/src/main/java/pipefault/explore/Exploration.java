package pipefault.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;

/**
 * Makes one run after another, as a strategy says, and keeps the simplest way to each kind of defect.
 *
 * <p>For one thread.
 */
final class Exploration {

    private final Program program;
    private final boolean faults;
    private final Map<Sighting.Kind, Sighting> seen = new LinkedHashMap<>();
    private long runs;
    private long bad;
    private long unclear;
    private long digest;
    private int deepest;

    Exploration(Program program, boolean faults) {
        this.program = program;
        this.faults = faults;
    }

    /**
     * Goes on until the strategy has nothing left, or somebody has had enough.
     *
     * @param enough is asked before each run
     * @return whether nothing is left
     */
    boolean explore(Strategy strategy, BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            Decider next = strategy.next();
            if (next == null) {
                return true;
            }
            Open open = new Open(next, faults, false);
            RunResult result = program.run(open);
            if (strategy.counts()) {
                take(open, result);
            }
        }
        return false;
    }

    private void take(Open open, RunResult result) {
        runs++;
        deepest = Math.max(deepest, open.questions());
        digest += hash(open.departures());
        if (result.verdict() == Verdict.NOT_EXERCISED || result.verdict() == Verdict.NOT_APPLICABLE) {
            unclear++;
        } else if (!result.verdict().isGood()) {
            bad++;
            keep(open.departures(), result);
        }
    }

    /** What is simpler than all before is made again at once: a run that cannot be repeated is no finding. */
    private void keep(List<Departure> departures, RunResult result) {
        boolean again = false;
        String trace = result.trace().digest();
        for (Sighting.Kind kind : new Found(departures, result, runs).kinds()) {
            Sighting sighting = Sighting.of(kind, departures, runs, trace);
            Sighting before = seen.get(kind);
            if (before == null || sighting.compareTo(before) < 0) {
                if (!again) {
                    again = true;
                    requireSame(result, sighting.steps());
                }
                seen.put(kind, before == null ? sighting : Sighting.simpler(before, sighting));
            }
        }
    }

    private void requireSame(RunResult before, List<Way.Step> steps) {
        RunResult after = follow(steps);
        if (before.verdict().isHarnessError() && !after.verdict().isHarnessError()) {
            // A run that parts from the decisions of the one before has no trace: two that have one are compared.
            Repetition.require(after.trace(), follow(steps).trace());
            throw new Diverged("a run has failed, and has not when it was made again: "
                    + before.evidence().get(0).text().lines().findFirst().orElse(""));
        }
        Repetition.require(before.trace(), after.trace());
    }

    private RunResult follow(List<Way.Step> steps) {
        return program.run(new Open(new Follow(steps), faults, false));
    }

    private static long hash(List<Departure> departures) {
        long hash = Hash.SEED;
        for (Departure each : departures) {
            hash = Hash.add(Hash.add(hash, each.index()), each.option());
        }
        return hash;
    }

    /** Returns how many runs counted. */
    long runs() {
        return runs;
    }

    /** Returns how many of them were bad. */
    long bad() {
        return bad;
    }

    /** Returns how many were neither good nor bad, because a fault of the script's own plan did not fire. */
    long unclear() {
        return unclear;
    }

    /** Returns a number that is the same for the same set of runs, whatever their order; digests of parts add up. */
    long digest() {
        return digest;
    }

    /** Returns the largest number of questions that a run came by. */
    int deepest() {
        return deepest;
    }

    /** Returns the kinds of defects, the simplest first. */
    List<Sighting> sightings() {
        return Standing.simplest(List.copyOf(seen.values()));
    }
}
