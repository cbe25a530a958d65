package pipefault.defects;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.triage.Repertoire;
import pipefault.twin.Twins;

/** All our scenarios and writers, for a defect report to name. */
public final class Ours implements Repertoire {

    private static final List<Scenario> SCENARIOS = Scenarios.everything();

    private static final List<SubjectFactory> WRITERS = Stream.of(
                    Stream.of(Writers.recovering(), Zoo.skeleton(), Zoo.nonBlocking()),
                    Zoo.all().stream().map(Zoo.Entry::factory),
                    Twins.all().stream())
            .flatMap(each -> each)
            .toList();

    @Override
    public List<String> scenarioIds() {
        return SCENARIOS.stream().map(Scenario::id).toList();
    }

    @Override
    public Optional<Scenario> scenario(String id) {
        return SCENARIOS.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public List<String> writerNames() {
        return WRITERS.stream().map(SubjectFactory::name).toList();
    }

    @Override
    public Optional<SubjectFactory> writer(String name) {
        return WRITERS.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
