package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RandomStrategiesTest {

    private static final ToyProgram PROGRAM = new ToyProgram(2, 8, 8, 3);
    private static final Bound TWO_FAULTS = new Bound(0, 2, 0);

    @Test
    void the_same_seed_makes_the_same_runs() {
        assertThat(runs(new RandomWalk(7, TWO_FAULTS, shape()), 50))
                .isEqualTo(runs(new RandomWalk(7, TWO_FAULTS, shape()), 50))
                .isNotEqualTo(runs(new RandomWalk(8, TWO_FAULTS, shape()), 50));
        assertThat(runs(new Pct(7, 3, TWO_FAULTS, shape()), 50))
                .isEqualTo(runs(new Pct(7, 3, TWO_FAULTS, shape()), 50))
                .isNotEqualTo(runs(new Pct(8, 3, TWO_FAULTS, shape()), 50));
    }

    @Test
    void faults_stay_within_the_bound_and_reach_it() {
        assertThat(runs(new RandomWalk(1, TWO_FAULTS, shape()), 300).stream()
                        .map(RandomStrategiesTest::faults)
                        .distinct())
                .containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(runs(new Pct(1, 3, TWO_FAULTS, shape()), 300).stream()
                        .map(RandomStrategiesTest::faults)
                        .distinct())
                .containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void without_a_bound_on_faults_no_call_gets_another_answer() {
        assertThat(runs(new RandomWalk(1, new Bound(9, 0, 9), shape()), 100))
                .allSatisfy(run -> assertThat(faults(run)).isZero());
    }

    @Test
    void random_walks_hardly_repeat_themselves() {
        List<String> runs = runs(new RandomWalk(1, TWO_FAULTS, shape()), 200);

        assertThat(new HashSet<>(runs)).hasSizeGreaterThan(190);
    }

    @Test
    void priorities_without_a_change_run_each_thread_to_its_end() {
        assertThat(runs(new Pct(1, 1, new Bound(0, 0, 0), shape()), 100).stream()
                        .map(run -> run.replaceAll("[0-9]", "").replaceAll("(.)\\1+", "$1"))
                        .distinct())
                .containsExactlyInAnyOrder("abc", "acb", "bac", "bca", "cab", "cba");
    }

    @Test
    void each_change_of_a_priority_makes_one_more_block() {
        assertThat(runs(new Pct(1, 3, new Bound(0, 0, 0), shape()), 500).stream()
                        .map(run -> run.replaceAll("[0-9]", "").replaceAll("(.)\\1+", "$1"))
                        .mapToInt(String::length)
                        .max())
                // Three blocks without a change, and at most one more for each of the two changes.
                .hasValue(5);
    }

    private static long faults(String run) {
        return run.chars().filter(c -> c == '1' || c == '2').count();
    }

    private static Shape shape() {
        Shape shape = new Shape();
        PROGRAM.run(shape);
        return shape;
    }

    private static List<String> runs(Strategy strategy, int count) {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(PROGRAM.run(Objects.requireNonNull(strategy.next(), "the supply is endless")));
        }
        return runs;
    }
}
