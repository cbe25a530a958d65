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
import pipefault.specimen.Specimens;

/** All specimens with what is wrong with them, as the classes themselves say it. */
public final class Zoo {

    /**
     * A specimen and how it shows.
     *
     * @param factory opens it
     * @param twin opens what it is without its defect
     * @param facts what its class says
     */
    public record Entry(SubjectFactory factory, SubjectFactory twin, Defective facts) {

        /** Returns its name on the command line and in reports. */
        public String name() {
            return factory.name();
        }

        /** Tells whether some oracle sees it. */
        public boolean isSeen() {
            return facts.unseen().isEmpty();
        }

        /**
         * Returns the run that exposes it, in which every oracle decides.
         *
         * @param writer the specimen or its twin
         */
        public RunSpec spec(SubjectFactory writer) {
            String[] names = facts.run().split("/", 2);
            Scenario scenario = Zoo.scenario(names[0]).orElseThrow();
            Variant variant = scenario.variant(names[1])
                    .orElseThrow()
                    .asking(Oracles.deciding().toArray(new Oracle[0]));
            return new RunSpec(scenario, variant, writer, 0, plan());
        }

        private @Nullable FaultPlan plan() {
            if (facts.plan().equals(Defective.OF_THE_VARIANT)) {
                return null;
            }
            return facts.plan().isEmpty() ? FaultPlan.NONE : FaultPlan.parse(facts.plan());
        }

        /** Returns the verdict that is right for it. */
        public Verdict verdict() {
            return facts.verdict();
        }
    }

    private static final SubjectFactory SKELETON = new WriterFactory("skeleton", false, false, Specimens::skeleton);

    private static final List<Entry> ON_SKELETON =
            Specimens.onSkeleton().stream().map(Zoo::onSkeleton).toList();

    private Zoo() {}

    private static Entry onSkeleton(Specimens.Specimen specimen) {
        WriterFactory factory = new WriterFactory(nameOf(specimen.type()), false, true, specimen.opening()::open);
        return new Entry(factory, SKELETON, factsOf(specimen.type()));
    }

    private static Defective factsOf(Class<?> type) {
        Defective facts = type.getAnnotation(Defective.class);
        if (facts == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " does not say what is wrong with it");
        }
        return facts;
    }

    /** Returns {@code no-join} for {@code NoJoin}. */
    private static String nameOf(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Optional<Scenario> scenario(String id) {
        return Stream.of(Scenarios.all(), List.of(PlainScenario.scenario()), ZooScenarios.all())
                .flatMap(List::stream)
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    /** Returns the skeleton as it stands, which is right. */
    public static SubjectFactory skeleton() {
        return SKELETON;
    }

    /** Returns all specimens. */
    public static List<Entry> all() {
        return ON_SKELETON;
    }
}
