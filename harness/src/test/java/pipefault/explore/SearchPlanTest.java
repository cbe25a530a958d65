package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchPlanTest {

    private static final Bound BOUND = new Bound(1, 1, 1);

    @Test
    void parts_share_what_is_limited_and_together_do_all_of_it() {
        List<SearchPlan> parts = new SearchPlan(BOUND, Shard.ALL, 10, 100, 50).parts(4);

        assertThat(parts).extracting(SearchPlan::exhaustive).containsExactly(3L, 3L, 2L, 2L);
        assertThat(parts)
                .extracting(SearchPlan::shard)
                .extracting(Shard::toString)
                .containsExactly("1/4", "2/4", "3/4", "4/4");
        assertThat(SearchPlan.exhausting(BOUND, Shard.ALL).parts(2))
                .extracting(SearchPlan::exhaustive)
                .containsOnly(Long.MAX_VALUE);
    }

    @Test
    void numbered_runs_are_the_same_however_they_are_divided() {
        List<Integer> whole = options(new Numbered(endless(), 10, Shard.ALL));
        List<Integer> divided = new ArrayList<>();
        for (Shard part : Shard.ALL.parts(3)) {
            divided.addAll(options(new Numbered(endless(), 10, part)));
        }

        assertThat(whole).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(divided).containsExactlyInAnyOrderElementsOf(whole);
    }

    private static Strategy endless() {
        int[] next = {0};
        return () -> {
            int number = next[0]++;
            return question -> number;
        };
    }

    private static List<Integer> options(Strategy strategy) {
        List<Integer> options = new ArrayList<>();
        for (Decider decider = strategy.next(); decider != null; decider = strategy.next()) {
            options.add(decider.choose(new ToyProgram.Asked(Question.Kind.SWITCH, false, List.of(0, 1))));
        }
        return options;
    }
}
