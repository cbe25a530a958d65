package pipefault.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries every run within a bound, once, the last decision first.
 *
 * <p>A run repeats the decisions of the one before up to a point, departs there, and takes the default from then on. That
 * needs no memory but the decisions of one run.
 */
public final class DepthFirst implements Strategy, Decider {

    private final Bound bound;
    private final Shard shard;

    /** What an earlier search has tried: runs within it lead on to others, and do not count again. */
    private final @Nullable Bound tried;

    private int[] chosen = new int[256];
    private int[] options = new int[256];
    private Question.Kind[] kinds = new Question.Kind[256];

    /** How many decisions the last run took. */
    private int length;

    /** How many of them the current run repeats. */
    private int repeated;

    private boolean begun;
    private boolean counts = true;
    private boolean done;

    /** Creates a search of one shard of all runs within a bound. */
    public DepthFirst(Bound bound, Shard shard) {
        this(bound, shard, null);
    }

    private DepthFirst(Bound bound, Shard shard, @Nullable Bound tried) {
        this.bound = bound;
        this.shard = shard;
        this.tried = tried;
    }

    /**
     * Returns searches that together try one shard of a bound, each run once, those with few departures first.
     *
     * <p>What leads on from one to the next is run again, and not counted.
     */
    static List<DepthFirst> upwards(Bound bound, Shard shard) {
        List<DepthFirst> searches = new ArrayList<>();
        Bound before = null;
        for (int each = 0; each <= Bound.MAX; each++) {
            Bound step = bound.atMost(each);
            if (!step.equals(before)) {
                searches.add(new DepthFirst(step, shard, before));
                before = step;
            }
        }
        return searches;
    }

    /** Tells whether every run within the bound has been tried. */
    public boolean isExhausted() {
        return done;
    }

    @Override
    public @Nullable Decider next() {
        if (done || (begun && !advance())) {
            done = true;
            return null;
        }
        if (!begun) {
            begun = true;
            counts = tried == null && shard.owns(Hash.SEED);
        }
        length = 0;
        return this;
    }

    @Override
    public boolean counts() {
        return counts;
    }

    /**
     * {@inheritDoc}
     *
     * @throws Diverged if the run does not come by the same decisions again
     */
    @Override
    public int choose(Question question) {
        int index = length++;
        if (index < repeated) {
            if (options[index] != question.options() || kinds[index] != question.kind()) {
                throw new Diverged("decision " + index + " was " + kinds[index] + " with " + options[index]
                        + " options, and is " + question.kind() + " with " + question.options()
                        + " when the same run is made again");
            }
            return chosen[index];
        }
        if (index == chosen.length) {
            chosen = Arrays.copyOf(chosen, 2 * index);
            options = Arrays.copyOf(options, 2 * index);
            kinds = Arrays.copyOf(kinds, 2 * index);
        }
        chosen[index] = 0;
        options[index] = question.options();
        kinds[index] = question.kind();
        return 0;
    }

    /** Goes to the next run within the bound and the shard; false if there is none. */
    private boolean advance() {
        if (length < repeated) {
            throw new Diverged("the run ended after " + length + " decisions, but has to come by " + repeated);
        }
        Counts spent = new Counts();
        for (int index = 0; index < length; index++) {
            spent.add(kinds[index], chosen[index] == 0 ? 0 : 1);
        }
        for (int index = length - 1; index >= 0; index--) {
            Question.Kind kind = kinds[index];
            spent.add(kind, chosen[index] == 0 ? 0 : -1);
            if (spent.of(kind) >= bound.of(kind)) {
                continue;
            }
            spent.add(kind, 1);
            boolean isNew = tried == null || !tried.admits(spent);
            spent.add(kind, -1);
            while (++chosen[index] < options[index]) {
                if (enters(index, isNew)) {
                    repeated = index + 1;
                    return true;
                }
            }
            chosen[index] = 0;
        }
        return false;
    }

    /** Finds out whether the runs that begin with the decisions up to an index are ours to try, and to count. */
    private boolean enters(int last, boolean isNew) {
        long hash = Hash.SEED;
        int departures = 0;
        for (int index = 0; index <= last && departures < Shard.DEPTH; index++) {
            if (chosen[index] != 0) {
                hash = Hash.add(Hash.add(hash, index), chosen[index]);
                departures++;
            }
        }
        boolean owned = shard.owns(hash);
        counts = owned && isNew;
        return owned || departures < Shard.DEPTH;
    }
}
