package pipefault.explore;

import java.util.SplittableRandom;

/**
 * Goes any way, with the chances of a run that departs from the default now and then.
 *
 * <p>Pre-emptions come with a fixed chance and without limit; departures of the kernel and faults up to the bound.
 */
public final class RandomWalk implements Strategy {

    private static final double PREEMPTION = 0.25;
    private static final double DEPARTURE = 0.25;

    private final SplittableRandom seeds;
    private final Bound bound;
    private final Shape shape;

    /**
     * Creates an endless supply of random runs.
     *
     * @param shape how long runs are; tells where faults may come
     */
    public RandomWalk(long seed, Bound bound, Shape shape) {
        this.seeds = new SplittableRandom(seed);
        this.bound = bound;
        this.shape = shape;
    }

    private static int next(Question question, SplittableRandom random) {
        if (!question.canStay()) {
            return random.nextInt(question.options());
        }
        return random.nextDouble() < PREEMPTION ? 1 + random.nextInt(question.options() - 1) : 0;
    }

    @Override
    public Decider next() {
        SplittableRandom random = new SplittableRandom(seeds.nextLong());
        Spice spice = new Spice(random, bound, shape, DEPARTURE);
        return question -> switch (question.kind()) {
            case SWITCH -> next(question, random);
            case KERNEL, ANSWER -> spice.choose(question);
        };
    }
}
