package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.explore.Bound;
import pipefault.explore.Deadline;
import pipefault.explore.Defect;
import pipefault.explore.Defects;
import pipefault.explore.Departure;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.Shard;
import pipefault.explore.Standing;
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

    /** A search that was done by several parts side by side, in this process. */
    private record Searched(Standing standing, List<Defect> defects) {}

    private static Deadline inTime() {
        return Deadline.in(Duration.ofMinutes(5));
    }

    private static Searched searched(SubjectFactory writer, SearchPlan plan, int parts) {
        List<Search> team = plan.parts(parts).stream()
                .map(part -> new Search(spec(writer), part))
                .toList();
        try (SearchTeam searching = new SearchTeam(team)) {
            searching.work(() -> false, standing -> {});
            assertThat(searching.failure()).isNull();
            return new Searched(searching.standing(), Defects.of(spec(writer), plan, searching, inTime(), () -> false));
        }
    }

    private static Searched exhausted(SubjectFactory writer, Shard shard) {
        Searched searched = searched(writer, SearchPlan.exhausting(NO_FAULT, shard), 1);
        assertThat(searched.standing().exhausted()).isTrue();
        return searched;
    }

    private static SearchPlan random(int runs) {
        return new SearchPlan(ONE_FAULT, Shard.ALL, 0, runs, runs);
    }

    private static Standing withoutNumbers(Standing standing) {
        return new Standing(
                standing.runs(),
                standing.withinBound(),
                standing.bad(),
                standing.unclear(),
                standing.digest(),
                standing.deepest(),
                standing.exhausted(),
                standing.done(),
                List.of());
    }

    private static List<String> tokens(Searched searched) {
        return searched.defects().stream().map(Defect::token).toList();
    }

    @Test
    void the_recovering_writer_withstands_every_schedule_within_a_small_bound() {
        Searched searched = exhausted(Writers.recovering(), Shard.ALL);

        assertThat(searched.standing().runs())
                .isGreaterThan(100)
                .isEqualTo(searched.standing().withinBound());
        assertThat(searched.standing().bad()).isZero();
        assertThat(searched.defects()).isEmpty();
    }

    @Test
    void eight_shards_cover_exactly_what_one_search_does() {
        Standing whole = exhausted(Writers.recovering(), Shard.ALL).standing();
        long runs = 0;
        long digest = 0;
        for (int index = 1; index <= 8; index++) {
            Standing part = exhausted(Writers.recovering(), new Shard(index, 8)).standing();
            runs += part.runs();
            digest += part.digest();
        }

        assertThat(runs).isEqualTo(whole.runs());
        assertThat(digest).isEqualTo(whole.digest());
    }

    @Test
    void what_comes_out_does_not_depend_on_the_number_of_workers() {
        SearchPlan plan = new SearchPlan(NO_FAULT, Shard.ALL, Long.MAX_VALUE, 60, 60);
        Searched alone = searched(Writers.asShipped(), plan, 1);

        assertThat(alone.defects()).isNotEmpty();
        for (int workers = 2; workers <= 3; workers++) {
            Searched several = searched(Writers.asShipped(), plan, workers);
            assertThat(withoutNumbers(several.standing())).isEqualTo(withoutNumbers(alone.standing()));
            assertThat(tokens(several)).isEqualTo(tokens(alone));
        }
    }

    /** A defect of a writer, and how the search is seen to have found it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait-under-lock    | all-methods    | 1,0,0 | STUCK         | termination  | waited for close by owner",
                "wait-forever       | all-methods    | 0,1,0 | STUCK         | termination  | waited for bytesPending by observer",
                "snapshot           | all-methods    | 0,0,0 | MISREPORTED   | accounting   | # bytes were reported as written",
                "late-check         | all-methods    | 0,1,0 | MISREPORTED   | error order  | GetOverlappedResult",
                "unlock-after-wait  | all-methods    | 1,0,0 | STUCK         | termination  | waited for bytesPending by observer",
                "no-completion-wait | all-methods    | 0,0,1 | MEMORY_UNSAFE | ownership    | op-# is released",
                "ignores-null-event | all-methods    | 0,1,0 | STUCK         | termination  | waited # ms for all # accepted bytes",
                "swallows-error     | all-methods    | 0,1,0 | STUCK         | termination  | waited # ms for all # accepted bytes",
                "as-shipped         | all-methods    | 0,1,0 | MEMORY_UNSAFE | ownership    | op-# is released",
                "as-shipped         | all-methods    | 0,1,0 | CORRUPTED     | wire bytes   | byte # of #",
                "as-shipped         | all-methods    | 0,1,0 | STUCK         | termination  | waited for bytesPending by observer",
                "as-shipped         | all-methods    | 0,1,0 | STUCK         | termination  | waited # ms for bytesPending",
                "as-shipped         | all-methods    | 0,1,0 | STUCK         | termination  | waited # ms for all # accepted bytes",
                "as-shipped         | all-methods    | 0,1,0 | MISREPORTED   | notification | waitForWrite returned false",
                "as-shipped         | all-methods    | 0,1,0 | MISREPORTED   | error timeliness | GetOverlappedResult",
                "as-shipped         | quiet-listener | 0,1,0 | MEMORY_UNSAFE | ownership    | the data of op-# is changed",
            })
    void a_defect_is_found_from_the_plain_script_alone(
            String name, String variant, String bound, Verdict verdict, String oracle, String symptom) {
        Scenario plain = PlainScenario.scenario();
        RunSpec spec = new RunSpec(plain, plain.variant(variant).orElseThrow(), writer(name), 1, null);
        Search search =
                new Search(spec, SearchPlan.exhausting(Bound.parse(bound).orElseThrow(), Shard.ALL));

        assertThat(search.goOn(() -> false).sightings())
                .extracting(sighting -> sighting.kind().symptom())
                .anySatisfy(seen -> {
                    assertThat(seen.verdict()).isEqualTo(verdict.name());
                    assertThat(seen.oracle()).isEqualTo(oracle);
                    assertThat(seen.symptom()).startsWith(symptom);
                });
    }

    @Test
    void a_wait_under_the_mutex_is_found_and_told_in_words() {
        assertThat(searched(writer("unlock-after-wait"), random(300), 1).defects())
                .anySatisfy(defect -> {
                    assertThat(defect.verdict()).isEqualTo(Verdict.STUCK);
                    assertThat(defect.smallness()).isEqualTo(Defect.Smallness.PROVEN);
                    assertThat(defect.words()).hasSizeBetween(1, 3).doesNotContain("");
                });
    }

    @Test
    void a_random_walk_to_what_one_switch_shows_gets_small() {
        SearchPlan walks = new SearchPlan(new Bound(1, 0, 0), Shard.ALL, 0, 300, 0);

        assertThat(searched(Writers.asShipped(), walks, 1).defects()).anySatisfy(defect -> {
            assertThat(defect.words()).hasSize(1);
            assertThat(defect.smallness()).isEqualTo(Defect.Smallness.PROVEN);
        });
    }

    @Test
    void each_replay_of_a_token_is_the_same_run() {
        List<Defect> defects = searched(Writers.asShipped(), random(50), 1).defects();

        assertThat(defects).isNotEmpty().allSatisfy(defect -> {
            Set<String> traces = new HashSet<>();
            for (int replay = 0; replay < 10; replay++) {
                Search.Replayed replayed = Search.replay(spec(Writers.asShipped()), Way.parse(defect.token()));
                traces.add(replayed.result().trace().digest());
                assertThat(replayed.result().evidence()).isEqualTo(defect.evidence());
                assertThat(replayed.departures()).extracting(Departure::words).isEqualTo(defect.words());
            }
            assertThat(traces).hasSize(1);
        });
    }

    @Test
    void somebody_who_has_no_time_is_told_what_was_found_as_it_was() {
        SearchPlan plan = random(50);
        try (SearchTeam team = new SearchTeam(List.of(new Search(spec(Writers.asShipped()), plan)))) {
            team.work(() -> false, standing -> {});

            assertThat(Defects.of(spec(Writers.asShipped()), plan, team, inTime(), () -> true))
                    .isNotEmpty()
                    .noneMatch(defect -> defect.smallness() == Defect.Smallness.PROVEN);
        }
    }
}
