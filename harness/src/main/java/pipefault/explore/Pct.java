package pipefault.explore;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import pipefault.simulation.Decision;

/**
 * Lets the thread of the highest priority run, and lowers the highest at a few places: probabilistic concurrency testing.
 *
 * <p>Finds a race that needs {@code depth} orderings with a chance of at least one in n times k to the power of depth - 1,
 * for n threads and k steps (Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs, 2010). Departures of the kernel and faults are spread over the run, up to the bound.
 */
public final class Pct implements Strategy {

    private static final double DEPARTURE = 0.1;

    private final SplittableRandom seeds;
    private final int depth;
    private final Bound bound;
    private final Shape shape;

    /**
     * Creates an endless supply of runs.
     *
     * @param depth how many orderings are tried to be hit, from 1
     * @param shape how long runs are; tells where priorities may change
     */
    public Pct(long seed, int depth, Bound bound, Shape shape) {
        this.seeds = new SplittableRandom(seed);
        this.depth = depth;
        this.bound = bound;
        this.shape = shape;
    }

    @Override
    public Decider next() {
        return new Run(new SplittableRandom(seeds.nextLong()));
    }

    private final class Run implements Decider {

        private final SplittableRandom random;
        private final Spice spice;
        private final Map<Integer, Double> priorities = new HashMap<>();
        private final int[] changes = new int[depth - 1];
        private int step;
        private double lowest;

        Run(SplittableRandom random) {
            this.random = random;
            spice = new Spice(random, bound, shape, DEPARTURE);
            for (int i = 0; i < changes.length; i++) {
                changes[i] = random.nextInt(Math.max(1, shape.count(Question.Kind.SWITCH)));
            }
        }

        @Override
        public int choose(Question question) {
            if (question.kind() == Question.Kind.KERNEL || question.kind() == Question.Kind.ANSWER) {
                return spice.choose(question);
            }
            for (int change : changes) {
                if (change == step) {
                    priorities.put(question.actor(highest(question)), --lowest);
                }
            }
            step++;
            return highest(question);
        }

        private int highest(Question question) {
            int best = 0;
            double highest = priority(question.actor(0));
            for (int option = 1; option < question.options(); option++) {
                double priority = priority(question.actor(option));
                if (priority > highest) {
                    best = option;
                    highest = priority;
                }
            }
            return best;
        }

        /** Work of the kernel is no thread: its priority is drawn anew each time. */
        private double priority(int actor) {
            return actor == Decision.KERNEL_WORK
                    ? random.nextDouble()
                    : priorities.computeIfAbsent(actor, unknown -> random.nextDouble());
        }
    }
}
