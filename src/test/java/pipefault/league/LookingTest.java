package pipefault.league;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pipefault.defects.PlainScenario;
import pipefault.defects.Writers;
import pipefault.defects.Zoo;
import pipefault.league.Looking.Sight;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;

/** Each way of looking finds a specimen that it must find, at the same run each time, and says nothing of the twin. */
class LookingTest {

    private static final long BUDGET = 60;
    private static final String FAILED_CANCEL = "wait-forever";
    private static final String RACE = "stops-twice";

    /** What each way must find, and whether only a later run than the first can show it. */
    private static final Map<String, String> FINDS = Map.of(
            "plain repetition", "closes-twice",
            "random delays", RACE,
            "random faults", FAILED_CANCEL,
            "fail-nth", FAILED_CANCEL,
            "unique stacks", FAILED_CANCEL,
            "PCT", RACE,
            "explore", FAILED_CANCEL);

    private static Pair pair(String specimen) {
        Zoo.Entry entry = Zoo.all().stream()
                .filter(each -> each.name().equals(specimen))
                .findFirst()
                .orElseThrow();
        return Pair.of(specimen, entry.spec(entry.factory()), entry.spec(entry.twin()));
    }

    private static RunSpec seeded(RunSpec spec) {
        return new RunSpec(spec.scenario(), spec.variant(), spec.factory(), 1, spec.override());
    }

    private static long firstBad(Looking way, RunSpec spec) {
        return new Look(way, seeded(spec), BUDGET).firstBad();
    }

    private static Stream<DynamicTest> eachWay(Consumer<Looking> test) {
        return League.ways().stream().map(way -> DynamicTest.dynamicTest(way.name(), () -> test.accept(way)));
    }

    private static Looking way(String name) {
        return League.ways().stream()
                .filter(way -> way.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> finds_what_it_must_find_at_the_same_run_each_time() {
        return eachWay(way -> {
            RunSpec specimen = pair(FINDS.getOrDefault(way.name(), "")).specimen();
            long found = firstBad(way, specimen);

            assertThat(found).isBetween(way.name().equals("plain repetition") ? 1L : 2L, BUDGET);
            assertThat(firstBad(way, specimen)).isEqualTo(found);
        });
    }

    @TestFactory
    Stream<DynamicTest> says_nothing_of_the_twin() {
        return eachWay(way -> assertThat(
                        firstBad(way, pair(FINDS.getOrDefault(way.name(), "")).twin()))
                .isEqualTo(Look.NOTHING));
    }

    @Test
    void without_a_fault_nobody_sees_what_needs_one() {
        RunSpec specimen = pair(FAILED_CANCEL).specimen();

        assertThat(Stream.of("plain repetition", "random delays", "PCT").map(name -> firstBad(way(name), specimen)))
                .containsOnly(Look.NOTHING);
    }

    @Test
    void a_call_from_a_known_stack_is_not_failed_again() {
        long each = runs(way("fail-nth"));
        long unique = runs(way("unique stacks"));

        assertThat(unique).isGreaterThan(10).isLessThan(each);
    }

    /** How many runs a way makes of a right writer until it has nothing left to try. */
    private static long runs(Looking way) {
        Scenario plain = PlainScenario.scenario();
        RunSpec spec = new RunSpec(
                plain, plain.variant(PlainScenario.ALL_METHODS).orElseThrow().bare(), Writers.recovering(), 1, null);
        Looking.Search search = way.begin(spec, Long.MAX_VALUE);
        long runs = 0;
        Sight sight = search.next();
        while (sight != Sight.NOTHING_LEFT && runs < 2_000) {
            assertThat(sight).isEqualTo(Sight.GOOD);
            runs++;
            sight = search.next();
        }
        return runs;
    }
}
