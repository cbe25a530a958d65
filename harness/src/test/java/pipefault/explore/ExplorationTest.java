package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorationTest {

    private static final YesNo PROGRAM = new YesNo("abcdef", true, yes -> yes.length() == 2 && yes.contains("d"));

    private static Exploration explored(Strategy strategy) {
        Exploration exploration = new Exploration(PROGRAM, false);
        assertThat(exploration.explore(strategy, () -> false)).isTrue();
        return exploration;
    }

    /** Says yes to the decisions with these numbers, one run after the other. */
    private static Strategy runs(Integer... numbers) {
        Iterator<Integer> all = List.of(numbers).iterator();
        return () -> all.hasNext() ? new Follow(List.of(new Way.Step(all.next(), 1))) : null;
    }

    @Test
    void the_digest_does_not_depend_on_the_order() {
        assertThat(explored(runs(1, 2, 4)).digest())
                .isEqualTo(explored(runs(4, 1, 2)).digest())
                .isNotEqualTo(explored(runs(1, 2, 3)).digest())
                .isNotEqualTo(explored(runs(1, 2)).digest());
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
    void the_first_way_to_each_kind_of_defect_is_kept() {
        Exploration exploration = explored(new DepthFirst(new Bound(2, 0, 0), Shard.ALL));

        // d with each of the five others.
        assertThat(exploration.bad()).isEqualTo(5);
        assertThat(exploration.found())
                .singleElement()
                .satisfies(found -> assertThat(found.departures()).hasSize(2));
    }

    @Test
    void stops_when_it_is_enough() {
        Exploration exploration = new Exploration(PROGRAM, false);

        assertThat(exploration.explore(new DepthFirst(new Bound(3, 0, 0), Shard.ALL), () -> exploration.runs() == 7))
                .isFalse();
        assertThat(exploration.runs()).isEqualTo(7);
    }
}
