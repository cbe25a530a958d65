package pipefault.example;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import pipefault.defects.Scenarios;
import pipefault.jna.WindowsKernel;
import pipefault.junit.WriterSuite;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;

/** The sample on a real kernel32, in the scenarios all of whose faults can meet it. */
@Tag("native")
class SampleWriterOnTheRealKernelTest {

    private static final Set<String> SCENARIOS = Set.of("D1-deadlock", "D2-event", "D3-window", "D4-late-error");

    @TestFactory
    Stream<DynamicNode> recovers() {
        List<Scenario> scenarios = Scenarios.all().stream()
                .filter(scenario -> SCENARIOS.contains(scenario.id()))
                .toList();
        Runner runner = new Runner(seed -> WindowsKernel.newWorld());
        return WriterSuite.tests(scenarios, new SampleWriterTest.SampleWriterFactory(), 1, runner);
    }
}
