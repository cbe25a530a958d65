package pipefault.explore;

import java.util.Arrays;
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
        this.bound = bound;
        this.shard = shard;
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
            counts = shard.owns(Hash.SEED);
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
            while (++chosen[index] < options[index]) {
                if (enters(index)) {
                    repeated = index + 1;
                    return true;
                }
            }
            chosen[index] = 0;
        }
        return false;
    }

    /** Finds out whether the runs that begin with the decisions up to an index are ours to try, and to count. */
    private boolean enters(int last) {
        long hash = Hash.SEED;
        int departures = 0;
        for (int index = 0; index <= last && departures < Shard.DEPTH; index++) {
            if (chosen[index] != 0) {
                hash = Hash.add(Hash.add(hash, index), chosen[index]);
                departures++;
            }
        }
        counts = shard.owns(hash);
        return counts || departures < Shard.DEPTH;
    }
}
