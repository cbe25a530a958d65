package pipefault.defects;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.specimen.Defective;
import pipefault.specimen.FlagAfterPost;
import pipefault.specimen.IgnoresNullEvent;
import pipefault.specimen.LateCheck;
import pipefault.specimen.NoCompletionWait;
import pipefault.specimen.NoJoin;
import pipefault.specimen.ReviewedWriter;
import pipefault.specimen.Snapshot;
import pipefault.specimen.Specimens;
import pipefault.specimen.SwallowsError;
import pipefault.specimen.TrustsTimeOut;
import pipefault.specimen.UnlockAfterWait;
import pipefault.specimen.WaitForever;
import pipefault.specimen.WaitUnderLock;

/** All specimens with what is wrong with them, as the classes themselves say it. */
public final class Zoo {

    /**
     * A specimen and how it shows.
     *
     * @param factory opens it
     * @param twin opens what it is without its defect
     * @param defect what it does wrong, as a sentence that begins with a verb
     * @param origin where such a defect was reported, or from which of our own lists it comes
     * @param run the script that exposes it, {@code ID/VARIANT}; empty if none does
     * @param script where a search without a plan begins
     * @param plan the faults that do; null for those of the variant
     * @param schedules how many schedules a search may make until it shows; 0 if the default one is enough
     * @param verdict what it shows if every oracle decides
     * @param oracle the name of an oracle that says so
     * @param unseen why no oracle can see it; empty if one does
     */
    public record Entry(
            SubjectFactory factory,
            SubjectFactory twin,
            String defect,
            String origin,
            String run,
            String script,
            @Nullable FaultPlan plan,
            int schedules,
            Verdict verdict,
            String oracle,
            String unseen) {

        /** Returns its name on the command line and in reports. */
        public String name() {
            return factory.name();
        }

        @Override
        public String toString() {
            return name();
        }

        /** Tells whether some oracle sees it. */
        public boolean isSeen() {
            return unseen.isEmpty();
        }

        /** Tells whether a bad verdict tells of it, and not just a note beside a good one. */
        public boolean hasVerdict() {
            return isSeen() && !verdict.isGood();
        }

        /** Returns why no verdict tells of it; empty if one does. */
        public String whyWithoutVerdict() {
            return isSeen() && verdict.isGood() ? oracle + " only notes it, beside a good verdict" : unseen;
        }

        /**
         * Returns the run that exposes it, in which every oracle decides.
         *
         * @param writer the specimen or its twin
         */
        public RunSpec spec(SubjectFactory writer) {
            return spec(run, writer, plan);
        }

        /**
         * Returns the run that a search begins with which is told of no fault.
         *
         * @param writer the specimen or its twin
         */
        public RunSpec searched(SubjectFactory writer) {
            return spec(script, writer, null);
        }

        private static RunSpec spec(String run, SubjectFactory writer, @Nullable FaultPlan plan) {
            String[] names = run.split("/", 2);
            Scenario scenario = Zoo.scenario(names[0]).orElseThrow();
            Variant variant = scenario.variant(names[1])
                    .orElseThrow()
                    .asking(Oracles.deciding().toArray(new Oracle[0]));
            return new RunSpec(scenario, variant, writer, 0, plan);
        }
    }

    private static final SubjectFactory SKELETON = new WriterFactory("skeleton", false, false, Specimens::skeleton);

    private static final SubjectFactory NON_BLOCKING =
            new WriterFactory("non-blocking", false, false, Specimens::nonBlocking);

    private static final List<Entry> ALL = Stream.of(
                    Stream.of(entry(Writers.asShipped(), SKELETON, ReviewedWriter.class)),
                    Stream.of(
                                    WaitUnderLock.class,
                                    WaitForever.class,
                                    Snapshot.class,
                                    FlagAfterPost.class,
                                    NoJoin.class,
                                    LateCheck.class)
                            .map(type -> named(SKELETON, type)),
                    Stream.of(
                                    UnlockAfterWait.class,
                                    NoCompletionWait.class,
                                    IgnoresNullEvent.class,
                                    SwallowsError.class,
                                    TrustsTimeOut.class)
                            .map(type -> named(Writers.recovering(), type)),
                    Specimens.onSkeleton().stream().map(Zoo::onSkeleton))
            .flatMap(each -> each)
            .toList();

    private Zoo() {}

    private static Entry onSkeleton(Specimens.Specimen specimen) {
        WriterFactory factory = new WriterFactory(nameOf(specimen.type()), false, true, specimen.opening()::open);
        return entry(factory, specimen.isNonBlocking() ? NON_BLOCKING : SKELETON, specimen.type());
    }

    private static Entry named(SubjectFactory twin, Class<?> type) {
        return entry(Writers.named(nameOf(type)).orElseThrow(), twin, type);
    }

    private static Entry entry(SubjectFactory factory, SubjectFactory twin, Class<?> type) {
        Defective facts = type.getAnnotation(Defective.class);
        if (facts == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " does not say what is wrong with it");
        }
        return new Entry(
                factory,
                twin,
                facts.value(),
                facts.origin(),
                facts.run(),
                facts.script().isEmpty() ? facts.run() : facts.script(),
                planOf(facts),
                facts.schedules(),
                facts.verdict(),
                facts.oracle(),
                facts.unseen());
    }

    private static @Nullable FaultPlan planOf(Defective facts) {
        if (facts.plan().equals(Defective.OF_THE_VARIANT)) {
            return null;
        }
        return facts.plan().isEmpty() ? FaultPlan.NONE : FaultPlan.parse(facts.plan());
    }

    /** Returns {@code no-join} for {@code NoJoin}. */
    private static String nameOf(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Optional<Scenario> scenario(String id) {
        return Scenarios.everything().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    /** Returns the skeleton as it stands, which is right. */
    public static SubjectFactory skeleton() {
        return SKELETON;
    }

    /** Returns the skeleton on a pipe that does not wait, which is right, too. */
    public static SubjectFactory nonBlocking() {
        return NON_BLOCKING;
    }

    /** Returns all specimens. */
    public static List<Entry> all() {
        return ALL;
    }
}
