package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExploreCommandTest {

    private static final Pattern TOKEN = Pattern.compile("replay (2\\.\\S+)");
    private static final String DAMAGED = "2.plain.all-methods.recovering.f7-3.aaaa";

    private static String token(Typed typed) {
        Matcher token = TOKEN.matcher(typed.out());
        assertThat(token.find()).as("a token in %s", typed.out()).isTrue();
        return token.group(1);
    }

    @Test
    void a_bound_that_holds_nothing_bad_is_exhausted_with_exit_code_0() {
        Typed typed = Typed.type("explore", "--bound", "1,0,0");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .matches("plain/all-methods recovering: [0-9]+ schedules, none bad; bound 1,0,0 exhausted;"
                        + " [0-9.]+ s, [0-9]+ in a second; digest [0-9a-f]{16}\n");
    }

    @Test
    void a_defect_is_told_with_what_it_needs_and_a_token_with_exit_code_1() {
        Typed typed = Typed.type("explore", "--writer", "as-shipped", "--bound", "1,0,0");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .contains("MISREPORTED  plain/all-methods, as-shipped: found at schedule ")
                .containsPattern("  needs     1 switch\n    [a-z]+.* (starts|goes on) instead of owner ")
                .contains("  shows     notification: waitForWrite returned false")
                .containsPattern("as-shipped: [0-9]+ schedules, [0-9]+ bad; bound 1,0,0 exhausted; ");
    }

    @Test
    void a_search_that_is_cut_short_says_how_much_of_an_estimate_it_has_seen() {
        Typed typed = Typed.type("explore", "--bound", "1,1,1", "--schedules", "20");

        assertThat(typed.out())
                .containsPattern(": 20 schedules, none bad; bound 1,1,1 not exhausted: 20 seen, of some [0-9]+,"
                        + " give or take [0-9]+, which is 0\\.[0-9]+ to 0\\.[0-9]+ %; ");
    }

    @Test
    void without_a_bound_random_runs_follow() {
        Typed typed = Typed.type("explore", "--schedules", "30", "--seed", "3");

        assertThat(typed.out()).contains(": 30 schedules, ").contains(" not exhausted: 10 seen, of some ");
        assertThat(typed.out()).contains("; 20 random runs; ");
    }

    @Test
    void a_shard_covers_its_part_only() {
        Typed typed = Typed.type("explore", "--bound", "1,0,0", "--shard", "2/4");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("; bound 1,0,0, shard 2/4 exhausted; ");
    }

    @Test
    void worker_processes_find_what_one_does_and_are_told() {
        String effort = "[0-9.]+ s, [0-9]+ in a second[^;]*;";
        Typed alone = Typed.type("explore", "--writer", "as-shipped", "--bound", "1,0,1", "--workers", "1");
        Typed several = Typed.type("explore", "--writer", "as-shipped", "--bound", "1,0,1", "--workers", "2");

        assertThat(several.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(several.out()).containsPattern("in a second by 2 workers, (each on a core of its own|not pinned);");
        assertThat(several.out().replaceAll(effort, "").replaceAll("at about schedule [0-9]+", ""))
                .isEqualTo(alone.out().replaceAll(effort, "").replaceAll("at schedule [0-9]+", ""));
    }

    @Test
    void only_random_runs_are_made_where_they_are_asked_for() {
        Typed typed = Typed.type("explore", "--random", "21", "--bound", "2,2,2", "--seed", "5");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .contains(": 21 schedules, none bad; bound 2,2,2; random runs only; ")
                .doesNotContain("exhausted", "of some");
    }

    @Test
    void a_group_stands_for_its_writers() {
        Typed typed = Typed.type("explore", "--writer", "as-reported", "--bound", "0,0,0");

        assertThat(typed.out())
                .contains("plain/all-methods snapshot: 1 schedule, ")
                .contains("plain/all-methods late-check: 1 schedule, ");
    }

    @Test
    void a_scenario_of_the_report_can_be_searched_as_well() {
        Typed typed = Typed.type("explore", "D1-deadlock/pending", "--schedules", "9");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).startsWith("D1-deadlock/pending recovering: 9 schedules, none bad");
    }

    @Test
    void a_finding_is_replayed_the_same_each_time_with_its_words() {
        String token = token(Typed.type("explore", "--writer", "as-shipped", "--bound", "1,0,0"));
        Typed first = Typed.type("replay", token, "--kernel", "simulated");
        Typed second = Typed.type("replay", token, "--kernel", "simulated");

        assertThat(first.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(first.out())
                .contains("verdict   MISREPORTED")
                .containsPattern("departs from the default run\n    [a-z]+.* (starts|goes on) instead of owner ")
                .contains(token)
                .isEqualTo(second.out());
    }

    @Test
    void the_plain_script_can_be_run_like_a_scenario() {
        Typed typed = Typed.type("run", "plain", "--kernel", "simulated");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("plain     UNAFFECTED");
        assertThat(Typed.type("list", "scenarios").out()).contains("\n  plain  ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explore --bound 1,2               | --bound: three numbers from 0 to 9       | but was '1,2'",
                "explore --bound 1,2,10            | --bound: three numbers from 0 to 9       | but was '1,2,10'",
                "explore --bound 1,1,1 --shard 9/8 | --shard: I/N with I from 1 to N          | but was '9/8'",
                "explore --bound 1,1,1 --shard 0/8 | --shard: I/N with I from 1 to N          | but was '0/8'",
                "explore --shard 1/8               | --shard: only a search with --bound      | divided",
                "explore --bound -1,0,1            | --bound needs a value: P,F,K             | but is followed by '-1,0,1'",
                "explore --schedules 0             | --schedules: a number from 1             | but was '0'",
                "explore --seconds many            | --seconds: a number from 1               | but was 'many'",
                "explore --workers 0               | --workers: a number from 1 to 256        | but was '0'",
                "explore --random none             | --random: a number from 1                | but was 'none'",
                "explore --random 5 --schedules 5  | --random: says by itself                 | leave out --schedules",
                "explore --seed x                  | --seed: a seed is a whole number         | but was 'x'",
                "explore plin                      | unknown scenario 'plin'                  | did you mean plain?",
                "explore plain/all-method          | unknown variant of plain 'all-method'    | did you mean all-methods?",
                "explore recovering                | unknown scenario 'recovering'            | choose it with --writer",
                "explore --writer as-shiped        | unknown writer 'as-shiped'               | did you mean as-shipped?",
                "explore --kernel wine             | --kernel                                 | explore",
                "replay " + DAMAGED + "            | the token is damaged                     | copy it again",
                "replay 2.plain.all-methods        | a token of a search has the form         | cut off",
            })
    void what_makes_no_sense_is_refused_before_anything_is_run(String line, String what, String hint) {
        Typed typed = Typed.type(line.split(" "));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains(what, hint).doesNotContain("\tat ");
    }

    @Test
    void a_share_is_a_range_and_is_left_out_where_the_estimate_is_too_low() {
        assertThat(SearchSummary.share(100, 1000, 100))
                .isEqualTo("100 seen, of some 1000, give or take 100, which is 8.3 to 13 %");
        assertThat(SearchSummary.share(900, 1000, 100)).isEqualTo("900 seen, of some 1000, give or take 100");
        assertThat(SearchSummary.share(3, 10, Double.POSITIVE_INFINITY)).startsWith("3 seen, of some 10");
    }

    @Test
    void a_scenario_after_the_writers_is_a_scenario() {
        Typed typed = Typed.type("explore", "--bound", "0,0,0", "--writer", "as-shipped", "plain/quiet-listener");

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).contains("plain/quiet-listener as-shipped: 1 schedule, ");
    }

    @Test
    void the_bare_script_of_a_scenario_can_be_searched_too() {
        Typed typed = Typed.type("explore", "D1-deadlock/pending_bare", "--bound", "0,0,0");

        assertThat(typed.out()).startsWith("D1-deadlock/pending_bare recovering: 1 schedule, none bad");
    }

    private static Typed shardOf(String index, String total, String... line) {
        Map<String, String> environment = Map.of("TEST_SHARD_INDEX", index, "TEST_TOTAL_SHARDS", total);
        return Typed.typeOn(FakeKernels.asExpected(), Typed.surroundings("Linux", environment), line);
    }

    @Test
    void a_test_runner_says_which_shard_it_is_from_0_on() {
        assertThat(shardOf("1", "4", "explore", "--bound", "1,0,0").out())
                .contains("; bound 1,0,0, shard 2/4 exhausted; ");
    }

    @Test
    void an_index_beyond_the_shards_is_refused_in_the_words_of_the_test_runner() {
        Typed typed = shardOf("5", "3", "explore", "--bound", "1,0,0");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("TEST_SHARD_INDEX: index 5 of TEST_TOTAL_SHARDS=3; it counts from 0 to 2");
    }

    @Test
    void a_shard_of_a_test_runner_that_is_not_heeded_is_told() {
        Typed typed = shardOf("1", "4", "explore", "--schedules", "9");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.err()).contains("TEST_SHARD_INDEX and TEST_TOTAL_SHARDS are not heeded", "--bound");
        assertThat(typed.out()).contains(": 9 schedules, ").doesNotContain("shard");
    }
}
