package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthFirstTest {

    @Test
    void every_interleaving_is_tried_once_when_nothing_limits_it() {
        // Two threads of four steps each: 8 over 4.
        assertThat(runs(new ToyProgram(0, 4, 4), new Bound(9, 0, 0), Shard.ALL))
                .hasSize(70)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 5", "2, 17", "3, 35"})
    void a_bound_admits_the_interleavings_that_depart_so_often_from_the_default(int switches, int expected) {
        List<String> all = runs(new ToyProgram(0, 4, 4), new Bound(9, 0, 0), Shard.ALL);
        List<String> within = runs(new ToyProgram(0, 4, 4), new Bound(switches, 0, 0), Shard.ALL);

        assertThat(within)
                .hasSize(expected)
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(run -> departuresOf(run, 4) <= switches)
                        .toList());
    }

    /** Counts the steps that the default would have given to the other thread: it stays, and begins with the first. */
    private static int departuresOf(String run, int steps) {
        int[] taken = new int[2];
        int current = 0;
        int departures = 0;
        for (int step = 0; step < run.length(); step++) {
            int usual = taken[current] < steps ? current : 1 - current;
            current = run.charAt(step) - 'a';
            departures += current == usual ? 0 : 1;
            taken[current]++;
        }
        return departures;
    }

    @Test
    void a_bound_counts_other_answers_apart_from_switches() {
        // One thread of three steps with two other answers each: none, or one of three places with one of two answers.
        assertThat(runs(new ToyProgram(2, 3), new Bound(0, 1, 0), Shard.ALL))
                .containsExactlyInAnyOrder("a0a0a0", "a1a0a0", "a2a0a0", "a0a1a0", "a0a2a0", "a0a0a1", "a0a0a2");
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "8"})
    void shards_cover_the_whole_without_overlap(int count) {
        ToyProgram program = new ToyProgram(1, 3, 3, 2);
        Bound bound = new Bound(2, 1, 0);
        List<String> parts = new ArrayList<>();
        for (int index = 1; index <= count; index++) {
            parts.addAll(runs(program, bound, new Shard(index, count)));
        }

        assertThat(parts).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(runs(program, bound, Shard.ALL));
    }

    @Test
    void no_shard_of_a_larger_tree_is_empty() {
        for (int index = 1; index <= 8; index++) {
            assertThat(runs(new ToyProgram(1, 3, 3, 2), new Bound(2, 1, 0), new Shard(index, 8)))
                    .isNotEmpty();
        }
    }

    @Test
    void a_program_that_does_not_come_by_the_same_decisions_again_is_told() {
        AtomicInteger runs = new AtomicInteger();
        DepthFirst search = new DepthFirst(new Bound(2, 0, 0), Shard.ALL);

        assertThatThrownBy(() -> {
                    for (Decider next = search.next(); next != null; next = search.next()) {
                        new ToyProgram(0, 3 + runs.getAndIncrement() % 2, 3, 1).run(next);
                    }
                })
                .isInstanceOf(Diverged.class)
                .hasMessageContaining("decision");
    }

    @Test
    void a_program_without_questions_has_one_run() {
        assertThat(runs(new ToyProgram(0, 5), new Bound(3, 3, 3), Shard.ALL)).containsExactly("aaaaa");
    }

    private static List<String> runs(ToyProgram program, Bound bound, Shard shard) {
        DepthFirst search = new DepthFirst(bound, shard);
        List<String> runs = new ArrayList<>();
        Set<String> tried = new HashSet<>();
        for (Decider next = search.next(); next != null; next = search.next()) {
            String run = program.run(next);
            assertThat(tried.add(run)).as("%s is tried for the first time", run).isTrue();
            if (search.counts()) {
                runs.add(run);
            }
        }
        assertThat(search.isExhausted()).isTrue();
        return runs;
    }
}
