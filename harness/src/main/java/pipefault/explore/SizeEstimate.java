package pipefault.explore;

import java.util.SplittableRandom;

/**
 * Estimates how many runs a bound holds, from a few random ones.
 *
 * <p>Knuth's estimator (Estimating the Efficiency of Backtrack Programs, 1975), with chances that spread the few
 * departures over the whole run: each probe counts the inverse of the chance that it had. The mean is unbiased.
 */
public final class SizeEstimate {

    /** How many probes there are at least. */
    static final int PROBES_MIN = 100;

    /** With fewer probes an error cannot be told from chance at all. */
    private static final int PROBES_ROUGH = 5;

    private static final int PROBES_MAX = 2_000;

    /** A probe is worth its time as long as there are so many runs for each. */
    private static final int WORTH = 20;

    private final Bound bound;
    private final Shape shape;
    private final SplittableRandom random;
    private int probes;
    private double sum;
    private double squares;
    private Probe current;

    /** Creates an estimate without probes yet. */
    public SizeEstimate(Bound bound, Shape shape, long seed) {
        this.bound = bound;
        this.shape = shape;
        random = new SplittableRandom(seed);
        current = new Probe();
    }

    /** Returns who decides the next probe; {@link #ended} takes it in. */
    public Decider probe() {
        current = new Probe();
        return current;
    }

    /** Tells whether further probes are worth their time: few of them are, beside all the runs that there are. */
    public boolean wantsMore() {
        return probes < PROBES_MIN || (probes < PROBES_MAX && probes * WORTH < mean());
    }

    /** Tells whether there are enough probes for a mean and its error, however rough. */
    boolean isRough() {
        return probes >= PROBES_ROUGH;
    }

    /** Takes in the run that the last probe decided. */
    public void ended() {
        probes++;
        sum += current.weight;
        squares += current.weight * current.weight;
    }

    /** Returns the estimated number of runs; 0 before the first probe. */
    public double mean() {
        return probes == 0 ? 0 : sum / probes;
    }

    /** Returns the standard error of the mean; infinite with fewer than two probes. */
    public double standardError() {
        if (probes < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double variance = Math.max(0, (squares - sum * sum / probes) / (probes - 1));
        return Math.sqrt(variance / probes);
    }

    private final class Probe implements Decider {

        private final Counts seen = new Counts();
        private final Counts spent = new Counts();
        private double weight = 1;

        @Override
        public int choose(Question question) {
            Question.Kind kind = question.kind();
            int options = question.options();
            int rest = Math.max(1, shape.count(kind) - seen.of(kind));
            seen.add(kind, 1);
            int left = bound.of(kind) - spent.of(kind);
            if (left == 0) {
                return 0;
            }
            // One more place for "not at all", so that no way has chance 0.
            double departs = (double) left / (rest + left);
            if (random.nextDouble() >= departs) {
                weight /= 1 - departs;
                return 0;
            }
            spent.add(kind, 1);
            weight *= (options - 1) / departs;
            return 1 + random.nextInt(options - 1);
        }
    }
}
