package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;

/** Each oracle is needed: where it is switched off, at least one specimen gets away. */
class OracleProofTest {

    private static final Runner RUNNER = Runner.simulated();

    /** A specimen, and the oracles that have something to say about it. */
    private record Seen(Zoo.Entry entry, Set<String> oracles) {}

    private static Seen seen(Zoo.Entry entry) {
        RunResult shown = RUNNER.run(entry.spec(entry.factory()));
        return new Seen(entry, shown.findings().stream().map(Finding::oracle).collect(Collectors.toUnmodifiableSet()));
    }

    @TestFactory
    Stream<DynamicTest> without_it_a_specimen_gets_away() {
        List<Seen> seen = Zoo.all().stream()
                .filter(entry -> entry.isSeen() && entry.schedules() == 0)
                .map(OracleProofTest::seen)
                .toList();
        return Oracles.all().stream()
                .map(oracle -> DynamicTest.dynamicTest(oracle.name(), () -> {
                    List<Zoo.Entry> lost = seen.stream()
                            .filter(each -> each.oracles().equals(Set.of(oracle.name())))
                            .map(Seen::entry)
                            .toList();
                    assertThat(lost)
                            .as("specimens that only %s sees", oracle.name())
                            .isNotEmpty();
                    assertThat(lost).allSatisfy(entry -> {
                        RunResult shown = RUNNER.run(without(oracle, entry.spec(entry.factory())));
                        assertThat(shown.evidence()).isEmpty();
                    });
                }));
    }

    private static RunSpec without(Oracle oracle, RunSpec spec) {
        Oracle[] others =
                Oracles.deciding().stream().filter(each -> !each.equals(oracle)).toArray(Oracle[]::new);
        return new RunSpec(
                spec.scenario(), spec.variant().asking(others), spec.factory(), spec.seed(), spec.override());
    }
}
