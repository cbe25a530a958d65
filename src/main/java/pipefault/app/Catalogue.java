package pipefault.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pipefault.defects.PlainScenario;
import pipefault.defects.Scenarios;
import pipefault.defects.Writers;
import pipefault.defects.Zoo;
import pipefault.defects.ZooScenarios;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.triage.OwnSteps;
import pipefault.triage.Repertoire;
import pipefault.twin.Twins;

/**
 * What there is to run.
 *
 * @param scenarios in the order of the report
 * @param writers all of them, in the order of the report
 * @param groupOf the column in which a writer stands by default, by its name; none for writers that run only when named
 * @param wholeClaim writers that have the claimed defect although they are in another group, by id of the scenario
 */
record Catalogue(
        List<Scenario> scenarios, List<Writer> writers, Map<String, String> groupOf, Map<String, String> wholeClaim)
        implements Repertoire {

    private static final String BROUGHT = "Is a writer of yours.";
    private static final String RECOVERING =
            "Is the reference: cancels without a lock, waits for the completion, reports each error once.";
    private static final String SKELETON =
            "Is right, and small: what most specimens are that replace one of its steps.";

    private static final String NON_BLOCKING = "Is the skeleton on a pipe that does not wait; right as well.";

    /** The writers that are right and look different; they run when they or this group are named. */
    static final String CORRECT = "correct";

    /** The writers that really have what the report claims. */
    static final String AS_REPORTED = "as-reported";

    /**
     * A writer and what it is.
     *
     * @param description one sentence
     */
    record Writer(SubjectFactory factory, String description) {
        String name() {
            return factory.name();
        }

        boolean isBrought() {
            return description.equals(BROUGHT);
        }
    }

    /** Returns the catalogue of the defect report. */
    static Catalogue ofDefects() {
        Map<String, Writer> specimens = new LinkedHashMap<>();
        for (Zoo.Entry entry : Zoo.all()) {
            specimens.put(entry.name(), new Writer(entry.factory(), entry.defect()));
        }
        List<Writer> writers = new ArrayList<>();
        Map<String, String> groups = new LinkedHashMap<>();
        for (SubjectFactory factory : Writers.asReported()) {
            writers.add(specimens.remove(factory.name()));
            groups.put(factory.name(), AS_REPORTED);
        }
        writers.add(specimens.remove(Writers.AS_SHIPPED));
        groups.put(Writers.AS_SHIPPED, Writers.AS_SHIPPED);
        writers.add(new Writer(Writers.recovering(), RECOVERING));
        groups.put(Writers.RECOVERING, Writers.RECOVERING);
        writers.add(new Writer(Zoo.skeleton(), SKELETON));
        writers.add(new Writer(Zoo.nonBlocking(), NON_BLOCKING));
        writers.addAll(specimens.values());
        for (SubjectFactory factory : Twins.all()) {
            writers.add(new Writer(factory, Twins.describe(factory.name())));
            groups.put(factory.name(), CORRECT);
        }
        // Claim 2 holds for the reviewed code as it is.
        return new Catalogue(Scenarios.all(), writers, groups, Map.of("D2-event", Writers.AS_SHIPPED));
    }

    /**
     * Returns one that has the writers of a user as well.
     *
     * @throws Refused if they cannot be loaded
     */
    Catalogue with(SubjectPath subjects) {
        Set<String> taken = new HashSet<>(writerNames());
        taken.addAll(groupOf.values());
        taken.addAll(scenarioIds());
        List<Writer> all = new ArrayList<>(writers);
        for (SubjectFactory factory : subjects.load(taken)) {
            all.add(new Writer(factory, BROUGHT));
        }
        return new Catalogue(scenarios, all, groupOf, wholeClaim);
    }

    /** Returns the names of the writers that a user has brought. */
    List<String> brought() {
        return writers.stream().filter(Writer::isBrought).map(Writer::name).toList();
    }

    @Override
    public List<String> scenarioIds() {
        return named().stream().map(Scenario::id).toList();
    }

    /** Returns the writers on which every oracle has to stay silent. */
    List<SubjectFactory> rightWriters() {
        return writers.stream()
                .filter(each -> each.name().equals(Writers.RECOVERING) || CORRECT.equals(groupOf.get(each.name())))
                .map(Writer::factory)
                .toList();
    }

    @Override
    public List<String> writerNames() {
        return writers.stream().map(Writer::name).toList();
    }

    /** Returns the script that a search drives where no other is named; no row of the matrix. */
    Scenario plain() {
        return PlainScenario.scenario();
    }

    /** Returns the name of the script that is searched and swept where no other is named. */
    String plainScript() {
        return PlainScenario.ID + "/" + PlainScenario.ALL_METHODS;
    }

    /** Returns all scenarios that can be named: those of the matrix, the plain one, and those of the specimens. */
    List<Scenario> named() {
        return Stream.of(scenarios, List.of(plain()), ZooScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Optional<Scenario> scenario(String id) {
        return Stream.concat(named().stream(), Stream.of(OwnSteps.scenario()))
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<SubjectFactory> writer(String name) {
        return writers.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(Writer::factory);
    }
}
