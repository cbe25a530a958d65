package pipefault.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.RunResult;

/**
 * Takes away from a run what it does not need to show its defect.
 *
 * <p>First all that comes after some departure; then halves, quarters and so on of what is left, as in delta debugging
 * (Zeller, Hildebrandt: Simplifying and Isolating Failure-Inducing Input, 2002), faults before departures of the schedule;
 * then it looks among all runs with fewer departures. What follows a departure comes earlier or later without it, so each
 * trial is made twice: with the numbers of the decisions kept, and with their words looked for nearby.
 */
final class Shrinking {

    /** How many runs taking away may cost. */
    static final int TRIES_MAX = 1_000;

    /** How many further runs looking for one with fewer departures may cost. */
    static final int FRESH_MAX = 1_000;

    /** Longer heads of a run are tried in growing steps: one of thousands of departures would use up all tries. */
    private static final int TAIL_STEPS = 100;

    private final Program program;
    private final boolean faults;
    private final Predicate<RunResult> shows;
    private final BooleanSupplier enough;
    private int tries;
    private int triesMax = TRIES_MAX;

    /**
     * @param shows what holds of a smaller run as well
     * @param enough is asked before each run, and ends it
     */
    Shrinking(Program program, boolean faults, Predicate<RunResult> shows, BooleanSupplier enough) {
        this.program = program;
        this.faults = faults;
        this.shows = shows;
        this.enough = enough;
    }

    /** Returns how many runs it took. */
    int tries() {
        return tries;
    }

    /**
     * What is left.
     *
     * @param found the smallest run
     * @param confirmed whether each departure of it was taken away on trial, and the defect was gone
     */
    record Shrunk(Found found, boolean confirmed) {}

    /** Makes a run as small as it gets; its departures have words. */
    Shrunk shrink(Found found) {
        Found smallest = withoutParts(withoutTail(found));
        triesMax = tries + FRESH_MAX;
        Found fresh = withFewer(smallest);
        if (fresh != null) {
            triesMax = tries + TRIES_MAX;
            smallest = withoutParts(fresh);
        }
        return new Shrunk(smallest, !isOver());
    }

    private boolean isOver() {
        return tries >= triesMax || enough.getAsBoolean();
    }

    private Found withoutTail(Found found) {
        List<Departure> all = found.departures();
        int length = 0;
        while (length < all.size() && !isOver()) {
            Found shorter = attempt(found, new Follow(Way.steps(all.subList(0, length))));
            if (shorter != null) {
                return shorter;
            }
            length = length < TAIL_STEPS ? length + 1 : 2 * length;
        }
        return found;
    }

    /** Ends with single departures, none of which can go. */
    private Found withoutParts(Found found) {
        Found smallest = found;
        int part = Math.max(1, found.departures().size() / 2);
        while (!smallest.departures().isEmpty() && !isOver()) {
            Found smaller = withoutPart(smallest, part);
            if (smaller != null) {
                smallest = smaller;
                part = Math.max(1, Math.min(part, smallest.departures().size() / 2));
            } else if (part == 1) {
                break;
            } else {
                part /= 2;
            }
        }
        return smallest;
    }

    private @Nullable Found withoutPart(Found found, int size) {
        List<Departure> all = byWeight(found.departures());
        for (int from = 0; from < all.size() && !isOver(); from += size) {
            Set<Departure> gone = new HashSet<>(all.subList(from, Math.min(all.size(), from + size)));
            List<Departure> rest = found.departures().stream()
                    .filter(each -> !gone.contains(each))
                    .toList();
            Found smaller = attempt(found, new Follow(Way.steps(rest)));
            if (smaller == null) {
                smaller = attempt(found, new Seek(rest));
            }
            if (smaller != null) {
                return smaller;
            }
        }
        return null;
    }

    /** Faults come first, then what comes late: what follows it changes least. */
    private static List<Departure> byWeight(List<Departure> departures) {
        List<Departure> ordered = new ArrayList<>();
        departures.stream().filter(each -> each.kind() == Question.Kind.ANSWER).forEach(ordered::add);
        for (int i = departures.size() - 1; i >= 0; i--) {
            if (departures.get(i).kind() != Question.Kind.ANSWER) {
                ordered.add(departures.get(i));
            }
        }
        return ordered;
    }

    private @Nullable Found withFewer(Found found) {
        for (Bound bound : smallerThan(found.departures())) {
            DepthFirst search = new DepthFirst(bound, Shard.ALL);
            for (Decider next = search.next(); next != null; next = search.next()) {
                if (isOver()) {
                    return null;
                }
                Found fewer = attempt(found, next);
                if (fewer != null) {
                    return fewer;
                }
            }
        }
        return null;
    }

    /** Returns the bounds with fewer departures, none of any kind more often; the smallest first. */
    private static List<Bound> smallerThan(List<Departure> departures) {
        Counts counts = new Counts();
        departures.forEach(each -> counts.add(each.kind(), 1));
        int sum = Math.min(departures.size(), Bound.MAX + 1);
        List<Bound> bounds = new ArrayList<>();
        for (int switches = 0; switches <= most(counts, Question.Kind.SWITCH); switches++) {
            for (int answers = 0; answers <= most(counts, Question.Kind.ANSWER); answers++) {
                for (int kernel = 0; kernel <= most(counts, Question.Kind.KERNEL); kernel++) {
                    if (switches + answers + kernel < sum) {
                        bounds.add(new Bound(switches, answers, kernel));
                    }
                }
            }
        }
        bounds.sort(Comparator.<Bound>comparingInt(each -> each.switches() + each.faults() + each.departures())
                .thenComparing(Bound::faults)
                .thenComparing(Bound::departures));
        return bounds;
    }

    private static int most(Counts counts, Question.Kind kind) {
        return Math.min(counts.of(kind), Bound.MAX);
    }

    /** Returns the run if it departs less often and shows the same. */
    private @Nullable Found attempt(Found found, Decider decider) {
        if (isOver()) {
            return null;
        }
        Open open = new Open(decider, faults, true);
        tries++;
        RunResult result;
        try {
            result = program.run(open);
        } catch (Diverged otherWay) {
            return null;
        }
        boolean smaller = open.departures().size() < found.departures().size();
        return smaller && shows.test(result) && isSameAgain(open.departures(), result)
                ? new Found(open.departures(), result, found.at())
                : null;
    }

    /** What cannot be made again shows nothing, and is not smaller. */
    private boolean isSameAgain(List<Departure> departures, RunResult result) {
        tries++;
        Open again = new Open(new Follow(Way.steps(departures)), faults, false);
        return program.run(again).trace().digest().equals(result.trace().digest());
    }
}
