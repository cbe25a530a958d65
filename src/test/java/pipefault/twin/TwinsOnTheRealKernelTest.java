package pipefault.twin;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import pipefault.defects.Scenarios;
import pipefault.jna.WindowsKernel;
import pipefault.junit.WriterSuite;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;

/** The twins on a real kernel32, in the scenarios whose faults meet every one of them. */
@Tag("native")
class TwinsOnTheRealKernelTest {

    private static final Set<String> SCENARIOS = Set.of("D1a-memory", "D1d-restart", "D2-event");

    @TestFactory
    Stream<DynamicNode> recover() {
        List<Scenario> scenarios = Scenarios.all().stream()
                .filter(scenario -> SCENARIOS.contains(scenario.id()))
                .toList();
        Runner runner = new Runner(seed -> WindowsKernel.newWorld());
        return Twins.all().stream()
                .map(twin ->
                        DynamicContainer.dynamicContainer(twin.name(), WriterSuite.tests(scenarios, twin, 1, runner)));
    }
}
