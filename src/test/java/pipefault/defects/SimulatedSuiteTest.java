package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.Runner;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** Every writer shows what it is expected to show, on the simulated kernel, under many schedules. */
class SimulatedSuiteTest {

    private static final int SEEDS = 20;

    private final Runner runner =
            new Runner(seed -> SimulatedWorld.create(seed == 0 ? Schedules.first() : Schedules.random(seed)));

    static List<Expectation> all() {
        return Expectation.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shows_what_is_expected_under_every_schedule(Expectation expectation) {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(expectation.complaintAbout(runner.runWithControl(expectation.spec(seed))))
                    .isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_same_seed_gives_the_same_trace(Expectation expectation) {
        Set<String> digests = new HashSet<>();
        for (int repeat = 0; repeat < 5; repeat++) {
            for (RunResult result : runner.runWithControl(expectation.spec(7))) {
                digests.add(result.phase() + " " + result.trace().digest());
            }
        }
        assertThat(digests).hasSize(2);
    }

    @Test
    void each_specimen_is_caught_and_the_recovering_writer_is_held_against_every_variant() {
        Map<String, Set<Verdict>> shown = new HashMap<>();
        all().forEach(each -> shown.computeIfAbsent(each.writer().name(), name -> new HashSet<>())
                .addAll(each.verdicts()));
        for (var writer : Writers.all()) {
            assertThat(shown).as("what is expected of %s", writer.name()).containsKey(writer.name());
            boolean expectedToFail =
                    shown.getOrDefault(writer.name(), Set.of()).stream().anyMatch(verdict -> !verdict.isGood());
            assertThat(expectedToFail)
                    .as("%s is expected to fail somewhere", writer.name())
                    .isEqualTo(writer.isSpecimen());
        }
        for (var scenario : Scenarios.all()) {
            assertThat(scenario.variants())
                    .as("variants of %s", scenario.id())
                    .allSatisfy(variant ->
                            assertThat(variant.expectedOf(Writers.RECOVERING)).isNotNull());
        }
    }
}
