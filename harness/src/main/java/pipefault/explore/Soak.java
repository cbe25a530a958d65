package pipefault.explore;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/**
 * An endless row of runs: scenario, variant, writer, seed and plan are drawn, and which run is the n-th depends on the seed of
 * the row only. Immutable.
 */
public final class Soak {

    private static final int SEEDS = 100_000;
    private static final int LATEST_CALL = 4;

    /** A plan with more faults than this shows which of them no writer can bear together, and little else. */
    private static final int MOST_FAULTS = 2;

    /** Calls of whoever opens a pipe or reads from it; no writer makes them. */
    private static final Set<FailPoint> NOT_OF_WRITERS = EnumSet.of(
            FailPoint.CREATE_MUTEX,
            FailPoint.CREATE_NAMED_PIPE,
            FailPoint.CONNECT_NAMED_PIPE,
            FailPoint.CREATE_FILE,
            FailPoint.CREATE_PIPE,
            FailPoint.PEEK_NAMED_PIPE,
            FailPoint.FLUSH_FILE_BUFFERS,
            FailPoint.SET_NAMED_PIPE_HANDLE_STATE,
            FailPoint.READ_FILE);

    /** A script with the plan that it comes with. */
    private record Story(Scenario scenario, Variant variant) {}

    private final List<Story> stories;
    private final List<SubjectFactory> writers;
    private final boolean drawsPlans;
    private final long seed;

    /**
     * Creates the row.
     *
     * @param drawsPlans whether half of the runs take the bare script with a plan that is drawn from the outcome catalogue
     */
    public Soak(List<Scenario> scenarios, List<SubjectFactory> writers, boolean drawsPlans, long seed) {
        stories = scenarios.stream()
                .flatMap(scenario -> scenario.variants().stream().map(variant -> new Story(scenario, variant)))
                .toList();
        this.writers = List.copyOf(writers);
        this.drawsPlans = drawsPlans;
        this.seed = seed;
    }

    /** Returns a run of the row, by its number from 0. */
    public RunSpec run(long number) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
        Story story = stories.get(random.nextInt(stories.size()));
        SubjectFactory writer = writers.get(random.nextInt(writers.size()));
        long schedule = random.nextInt(SEEDS);
        if (drawsPlans && random.nextBoolean()) {
            return new RunSpec(story.scenario(), story.variant().bare(), writer, schedule, plan(random));
        }
        return new RunSpec(story.scenario(), story.variant(), writer, schedule, null);
    }

    /** Draws different fail points; no more than one fault stays. */
    private static FaultPlan plan(SplittableRandom random) {
        List<FailPoint> points = new ArrayList<>(Stream.of(FailPoint.values())
                .filter(point -> AnswerMenu.size(point) > 1 && !NOT_OF_WRITERS.contains(point))
                .toList());
        List<Fault> faults = new ArrayList<>();
        for (int count = 1 + random.nextInt(MOST_FAULTS); count > 0; count--) {
            FailPoint point = points.remove(random.nextInt(points.size()));
            int options = faults.isEmpty() ? AnswerMenu.size(point) - 1 : AnswerMenu.sizeOnce(point) - 1;
            faults.add(AnswerMenu.fault(point, 1 + random.nextInt(LATEST_CALL), 1 + random.nextInt(options)));
        }
        return new FaultPlan(faults);
    }
}
