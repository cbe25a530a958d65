package pipefault.triage;

import java.util.List;
import java.util.Optional;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;

/** The scenarios and writers that a defect report may name. */
public interface Repertoire {

    /** Returns the ids of all scenarios. */
    List<String> scenarioIds();

    /** Finds a scenario. */
    Optional<Scenario> scenario(String id);

    /** Returns the names of all writers. */
    List<String> writerNames();

    /** Finds a writer. */
    Optional<SubjectFactory> writer(String name);
}
