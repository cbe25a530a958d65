package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pipefault.explore.Bound;
import pipefault.explore.Search;
import pipefault.explore.Shard;
import pipefault.explore.Way;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;

/** The search drives the plain script on real writers. */
class PlainSearchTest {

    private static final Bound ONE_FAULT = new Bound(1, 1, 1);
    private static final Bound NO_FAULT = new Bound(1, 0, 1);

    private static RunSpec spec(SubjectFactory writer) {
        Scenario plain = PlainScenario.scenario();
        return new RunSpec(plain, plain.variants().get(0), writer, 1, null);
    }

    private static SubjectFactory writer(String name) {
        return Writers.named(name).orElseThrow();
    }

    private static Search searched(SubjectFactory writer, Bound bound, Shard shard) {
        Search search = new Search(spec(writer), bound);
        assertThat(search.exhaustively(shard, () -> false)).isTrue();
        return search;
    }

    private static Search searchedAtRandom(SubjectFactory writer, int runs) {
        Search search = new Search(spec(writer), ONE_FAULT);
        search.randomly(() -> search.runs() >= runs);
        search.byPriorities(() -> search.runs() >= 2L * runs);
        return search;
    }

    private static List<String> ways(List<Search.Defect> defects) {
        return defects.stream().map(defect -> defect.way().text()).toList();
    }

    @Test
    void the_recovering_writer_withstands_every_schedule_within_a_small_bound() {
        Search search = searched(Writers.recovering(), NO_FAULT, Shard.ALL);

        assertThat(search.runs()).isGreaterThan(100).isEqualTo(search.runsWithinBound());
        assertThat(search.bad()).isZero();
        assertThat(search.defects(() -> false)).isEmpty();
    }

    @Test
    void eight_shards_cover_exactly_what_one_search_does() {
        Search whole = searched(Writers.recovering(), NO_FAULT, Shard.ALL);
        long runs = 0;
        long digest = 0;
        for (int index = 1; index <= 8; index++) {
            Search part = searched(Writers.recovering(), NO_FAULT, new Shard(index, 8));
            runs += part.runs();
            digest += part.digest();
        }

        assertThat(runs).isEqualTo(whole.runs());
        assertThat(digest).isEqualTo(whole.digest());
    }

    @Test
    void a_wait_under_the_mutex_is_found_and_told_in_words() {
        Search search = searchedAtRandom(writer("unlock-after-wait"), 300);

        assertThat(search.defects(() -> false)).anySatisfy(defect -> {
            assertThat(defect.result().verdict()).isEqualTo(Verdict.STUCK);
            assertThat(defect.confirmed()).isTrue();
            assertThat(defect.departures())
                    .hasSizeBetween(1, 3)
                    .allSatisfy(departure -> assertThat(departure.words()).isNotEmpty());
        });
    }

    @Test
    void a_random_walk_to_what_one_switch_shows_gets_small() {
        Search search = new Search(spec(Writers.asShipped()), new Bound(1, 0, 0));
        search.randomly(() -> search.bad() > 0 || search.runs() == 1_000);

        assertThat(search.defects(() -> false)).singleElement().satisfies(defect -> {
            assertThat(defect.departures()).hasSizeBetween(1, 3);
            assertThat(defect.confirmed()).isTrue();
        });
    }

    @Test
    void the_same_search_finds_the_same_ways_and_its_digest_says_so() {
        Search first = searchedAtRandom(Writers.asShipped(), 100);
        Search second = searchedAtRandom(Writers.asShipped(), 100);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(ways(second.defects(() -> false)))
                .isEqualTo(ways(first.defects(() -> false)))
                .isNotEmpty();
    }

    @Test
    void each_replay_of_a_way_is_the_same_run() {
        Search search = searchedAtRandom(Writers.asShipped(), 50);

        assertThat(search.defects(() -> false)).isNotEmpty().allSatisfy(defect -> {
            Set<String> traces = new HashSet<>();
            for (int replay = 0; replay < 10; replay++) {
                Way way = Way.parse(defect.way().text());
                traces.add(Search.replay(
                                spec(Writers.asShipped()),
                                way,
                                departures -> assertThat(departures).isEqualTo(defect.departures()))
                        .trace()
                        .digest());
            }
            assertThat(traces).containsExactly(defect.result().trace().digest());
        });
    }

    @Test
    void somebody_who_has_no_time_is_told_what_was_found_as_it_was() {
        Search search = searchedAtRandom(Writers.asShipped(), 50);

        assertThat(search.defects(() -> true)).isNotEmpty().noneMatch(Search.Defect::confirmed);
    }
}
