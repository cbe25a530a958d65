package pipefault.defects;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pipefault.scenario.Scenario;

/** All scenarios, in the order of the defect report. */
public final class Scenarios {

    private static final List<Scenario> ALL = Stream.of(
                    CancelScenarios.all(), EventScenarios.all(), PostScenarios.all(), CompletionScenarios.all())
            .flatMap(List::stream)
            .toList();

    private Scenarios() {}

    /** Returns all scenarios. */
    public static List<Scenario> all() {
        return ALL;
    }

    /** Returns all that can be named: those of the report, the plain one, and those of the specimens. */
    public static List<Scenario> everything() {
        return Stream.of(ALL, List.of(PlainScenario.scenario()), ZooScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Finds a scenario by its id, for example {@code D1-deadlock}. */
    public static Optional<Scenario> named(String id) {
        return ALL.stream().filter(scenario -> scenario.id().equals(id)).findFirst();
    }
}
