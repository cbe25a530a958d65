package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExplorationTest {

    private static final YesNo PROGRAM = new YesNo("abcdef", true, yes -> yes.length() == 2 && yes.contains("d"));

    private static Exploration explored(Strategy strategy) {
        Exploration exploration = new Exploration(PROGRAM, false);
        assertThat(exploration.explore(strategy, () -> false)).isTrue();
        return exploration;
    }

    /** Says yes to the decisions with these numbers, one text for each run. */
    private static Strategy runs(String... numbers) {
        Iterator<String> all = List.of(numbers).iterator();
        return () -> all.hasNext()
                ? new Follow(all.next()
                        .chars()
                        .mapToObj(digit -> new Way.Step(digit - '0', 1))
                        .toList())
                : null;
    }

    @Test
    void the_digest_does_not_depend_on_the_order() {
        assertThat(explored(runs("1", "2", "4")).digest())
                .isEqualTo(explored(runs("4", "1", "2")).digest())
                .isNotEqualTo(explored(runs("1", "2", "3")).digest())
                .isNotEqualTo(explored(runs("1", "2")).digest());
    }

    @Test
    void counts_and_digests_of_shards_add_up() {
        Bound bound = new Bound(3, 0, 0);
        Exploration whole = explored(new DepthFirst(bound, Shard.ALL));
        long runs = 0;
        long bad = 0;
        long digest = 0;
        for (int index = 1; index <= 8; index++) {
            Exploration part = explored(new DepthFirst(bound, new Shard(index, 8)));
            runs += part.runs();
            bad += part.bad();
            digest += part.digest();
        }

        assertThat(runs).isEqualTo(whole.runs());
        assertThat(bad).isEqualTo(whole.bad()).isPositive();
        assertThat(digest).isEqualTo(whole.digest());
    }

    @Test
    void the_simplest_way_to_each_kind_of_defect_is_kept() {
        Exploration exploration = explored(new DepthFirst(new Bound(2, 0, 0), Shard.ALL));

        // d with each of the five others; each yes before it has two consequences to decide.
        assertThat(exploration.bad()).isEqualTo(5);
        assertThat(exploration.sightings()).singleElement().satisfies(sighting -> {
            assertThat(sighting.steps()).extracting(Way.Step::decision).containsExactly(0, 5);
            assertThat(sighting.at()).isPositive();
        });
    }

    @Test
    void what_is_simplest_does_not_depend_on_the_order() {
        assertThat(explored(runs("36", "05", "15")).sightings())
                .extracting(Sighting::steps)
                .isEqualTo(explored(runs("15", "36", "05")).sightings().stream()
                        .map(Sighting::steps)
                        .toList());
    }

    @Test
    void a_run_that_cannot_be_made_again_is_our_error_and_no_finding() {
        AtomicInteger runs = new AtomicInteger();
        Program changing = open -> {
            YesNo.begin(open);
            return YesNo.result(true, "run " + runs.incrementAndGet());
        };
        Exploration exploration = new Exploration(changing, false);

        assertThatThrownBy(() -> exploration.explore(new DepthFirst(new Bound(0, 0, 0), Shard.ALL), () -> false))
                .isInstanceOf(Diverged.class)
                .hasMessageContaining("first difference before the first call")
                .hasMessageContaining("run 1")
                .hasMessageContaining("run 2");
    }

    @Test
    void going_upwards_tries_each_run_once_and_those_with_few_departures_first() {
        Bound bound = new Bound(3, 0, 0);
        Exploration whole = explored(new DepthFirst(bound, Shard.ALL));
        Exploration upwards = new Exploration(PROGRAM, false);
        List<Long> runs = new ArrayList<>();
        for (DepthFirst step : DepthFirst.upwards(bound, Shard.ALL)) {
            assertThat(upwards.explore(step, () -> false)).isTrue();
            runs.add(upwards.runs());
        }

        // Nothing, then one of the six, then two of them and so on; each yes has two consequences to decide.
        assertThat(runs.subList(0, 2)).containsExactly(1L, 7L);
        assertThat(upwards.runs()).isEqualTo(whole.runs());
        assertThat(upwards.digest()).isEqualTo(whole.digest());
        assertThat(upwards.bad()).isEqualTo(whole.bad());
    }

    @Test
    void parts_of_parts_cover_the_same() {
        Bound bound = new Bound(3, 0, 0);
        Exploration whole = explored(new DepthFirst(bound, new Shard(2, 3)));
        long runs = 0;
        long digest = 0;
        for (Shard part : new Shard(2, 3).parts(4)) {
            Exploration explored = explored(new DepthFirst(bound, part));
            runs += explored.runs();
            digest += explored.digest();
        }

        assertThat(runs).isEqualTo(whole.runs()).isPositive();
        assertThat(digest).isEqualTo(whole.digest());
    }

    @Test
    void stops_when_it_is_enough() {
        Exploration exploration = new Exploration(PROGRAM, false);

        assertThat(exploration.explore(new DepthFirst(new Bound(3, 0, 0), Shard.ALL), () -> exploration.runs() == 7))
                .isFalse();
        assertThat(exploration.runs()).isEqualTo(7);
    }
}
