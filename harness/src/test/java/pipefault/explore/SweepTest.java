package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.fault.FailPoint.CREATE_THREADPOOL_WAIT;
import static pipefault.fault.FailPoint.POST;
import static pipefault.fault.FailPoint.WRITE_FILE;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.explore.SweepCell.State;
import pipefault.explore.SweepCell.When;
import pipefault.fault.FailPoint;
import pipefault.fault.OutcomeCatalog;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;

class SweepTest {

    private static final String NO_MEMORY = "fail(ERROR_NOT_ENOUGH_MEMORY)";

    private static ToySweep harmless(Map<FailPoint, Integer> calls) {
        return new ToySweep(calls, (fault, fires) -> ToySweep.good(fires));
    }

    private static SweepCell cell(SweepResult result, FailPoint call, String outcome, When when) {
        return result.cells().stream()
                .filter(cell -> cell.call() == call && cell.outcome().equals(outcome) && cell.when() == when)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void counts_the_calls_of_a_bare_script_with_faults_that_change_nothing() {
        RunSpec first = Sweep.counting(ToySweep.SCRIPT);

        assertThat(first.plan().faults())
                .allMatch(ToySweep::isPass)
                .extracting(fault -> fault.point())
                .containsExactly(FailPoint.values());
        assertThat(first.variant().name()).isEqualTo("only_bare");
        assertThat(first.scenario().variant("only_bare")).isPresent();
    }

    @Test
    void moves_each_answer_over_every_call_once_and_from_then_on_until_nothing_fires() {
        ToySweep toy = harmless(Map.of(CREATE_THREADPOOL_WAIT, 2));
        SweepResult result = toy.result();

        assertThat(toy.plans())
                .containsExactly(
                        "CreateThreadpoolWait#1 -> fail(ERROR_NOT_ENOUGH_MEMORY)",
                        "CreateThreadpoolWait#2 -> fail(ERROR_NOT_ENOUGH_MEMORY)",
                        "CreateThreadpoolWait#3 -> fail(ERROR_NOT_ENOUGH_MEMORY)",
                        "CreateThreadpoolWait -> fail(ERROR_NOT_ENOUGH_MEMORY)",
                        "CreateThreadpoolWait#2.. -> fail(ERROR_NOT_ENOUGH_MEMORY)",
                        "CreateThreadpoolWait#3.. -> fail(ERROR_NOT_ENOUGH_MEMORY)",
                        "CreateThreadpoolWait#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                        "CreateThreadpoolWait#2 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                        "CreateThreadpoolWait#3 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                        "CreateThreadpoolWait -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                        "CreateThreadpoolWait#2.. -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                        "CreateThreadpoolWait#3.. -> fail(ERROR_NO_SYSTEM_RESOURCES)");
        assertThat(result.runs()).isEqualTo(12);
        assertThat(result.bad()).isZero();
        assertThat(cell(result, CREATE_THREADPOOL_WAIT, NO_MEMORY, When.PERSISTENT))
                .returns(State.SURVIVED, SweepCell::state)
                .returns(2, SweepCell::fired);
    }

    @Test
    void takes_as_many_runs_as_the_untested_map_says() {
        ToySweep toy = harmless(Map.of(WRITE_FILE, 3, POST, 1, FailPoint.LOCK, 40));

        long ahead = new SweepResult(toy.sweep(), true).runs();

        assertThat(toy.made).isEmpty();
        assertThat(toy.result().runs()).isEqualTo(ahead).isEqualTo(toy.made.size());
    }

    @Test
    void goes_on_where_a_fault_fires_more_often_than_the_control_run_has_called() {
        ToySweep toy = harmless(Map.of(CREATE_THREADPOOL_WAIT, 1));
        ToySweep busier = harmless(Map.of(CREATE_THREADPOOL_WAIT, 4));

        SweepResult result = toy.result(busier::run);

        assertThat(cell(result, CREATE_THREADPOOL_WAIT, NO_MEMORY, When.ONCE))
                .returns(State.SURVIVED, SweepCell::state)
                .returns(1, SweepCell::calls)
                .returns(4, SweepCell::fired);
    }

    @Test
    void a_fault_that_fires_nowhere_although_the_control_run_has_called_leaves_its_cell_untested() {
        ToySweep toy = harmless(Map.of(CREATE_THREADPOOL_WAIT, 2));
        ToySweep lazier = harmless(Map.of());

        SweepResult result = toy.result(lazier::run);

        assertThat(lazier.made).hasSize(4 * 3);
        assertThat(cell(result, CREATE_THREADPOOL_WAIT, NO_MEMORY, When.ONCE))
                .returns(State.UNTESTED, SweepCell::state)
                .returns("called in the control run, but in none of these", SweepCell::reason);
    }

    @Test
    void tells_at_which_calls_a_cell_broke_with_a_token_that_says_the_same() {
        ToySweep toy = new ToySweep(
                Map.of(WRITE_FILE, 3),
                (fault, fires) -> fires && fault.trigger().first() >= 2 ? Verdict.STUCK : ToySweep.good(fires));

        SweepCell cell = cell(toy.result(), WRITE_FILE, "fail(ERROR_NO_DATA)", When.PERSISTENT);

        assertThat(cell.state()).isEqualTo(State.BROKE);
        assertThat(cell.fired()).isEqualTo(3);
        assertThat(cell.broke()).extracting(SweepCell.Broke::occurrence).containsExactly(2, 3);
        assertThat(cell.broke()).extracting(SweepCell.Broke::verdict).containsOnly(Verdict.STUCK);
        Token token = Token.parse(String.valueOf(cell.broke().get(0).token()));
        assertThat(token.variant()).isEqualTo("only_bare");
        assertThat(String.valueOf(token.override())).isEqualTo("WriteFile#2.. -> fail(ERROR_NO_DATA)");
    }

    @ParameterizedTest
    @CsvSource({
        "RECOVERED, true, SURVIVED",
        "UNAFFECTED, true, SURVIVED",
        "NOT_EXERCISED, true, BROKE",
        "NOT_APPLICABLE, true, BROKE",
        "LEAKED, true, BROKE",
        "LEAKED, false, BROKE",
        "NOT_APPLICABLE, false, BROKE",
        "HARNESS_ERROR, true, BROKE",
    })
    void wants_a_good_verdict_where_it_fired_and_a_perfect_run_where_it_did_not(
            Verdict verdict, boolean whereItFires, State state) {
        ToySweep toy =
                new ToySweep(Map.of(POST, 1), (fault, fires) -> fires == whereItFires ? verdict : ToySweep.good(fires));

        SweepResult result = toy.result();

        assertThat(cell(result, POST, "reject", When.ONCE).state()).isEqualTo(state);
        assertThat(result.hasHarnessError()).isEqualTo(verdict == Verdict.HARNESS_ERROR);
    }

    @Test
    void tests_nothing_if_a_run_without_faults_is_not_perfect() {
        ToySweep toy = harmless(Map.of(WRITE_FILE, 1));
        SweepResult control = new SweepResult(toy.sweep(Verdict.NOT_EXERCISED, Verdict.UNAFFECTED), false);
        SweepResult withSeed = new SweepResult(toy.sweep(Verdict.UNAFFECTED, Verdict.CORRUPTED), false);

        assertThat(List.of(control, withSeed)).allSatisfy(result -> {
            assertThat(result.toTest()).isEmpty();
            assertThat(result.bad()).isEqualTo(1);
            assertThat(cell(result, WRITE_FILE, "fail(ERROR_NO_DATA)", When.ONCE))
                    .returns(State.UNTESTED, SweepCell::state)
                    .returns("a run without faults is not perfect", SweepCell::reason);
        });
    }

    @Test
    void a_run_whose_process_died_counts_as_fired_as_often_as_the_control_run_has_called() {
        ToySweep toy = harmless(Map.of(CREATE_THREADPOOL_WAIT, 2));

        SweepResult result = toy.result(spec -> ToySweep.result(RunResult.FAULT, List.of(), Verdict.MEMORY_UNSAFE));

        assertThat(cell(result, CREATE_THREADPOOL_WAIT, NO_MEMORY, When.ONCE))
                .returns(2, SweepCell::fired)
                .extracting(cell -> cell.broke().size())
                .isEqualTo(3);
    }

    @Test
    void findings_of_one_kind_are_one_with_a_number() {
        ToySweep toy = new ToySweep(
                Map.of(WRITE_FILE, 2, POST, 1),
                (fault, fires) -> !fires
                        ? Verdict.NOT_EXERCISED
                        : fault.point() == POST && fault.trigger().last() == 1 ? Verdict.LEAKED : Verdict.STUCK);

        SweepResult result = toy.result();

        assertThat(result.defects())
                .extracting(defect ->
                        defect.result().verdict() + " " + defect.spec().plan() + " +" + defect.more())
                .containsExactly(
                        "STUCK WriteFile#1 -> fail(ERROR_NO_DATA) +27",
                        "LEAKED Post#1 -> reject +1",
                        "STUCK Post -> reject +0");
        assertThat(result.bad()).isEqualTo(28 + 3);
    }

    @Test
    void somebody_who_has_enough_leaves_a_cell_untested() {
        ToySweep toy = harmless(Map.of(CREATE_THREADPOOL_WAIT, 5));
        Sweep sweep = toy.sweep();
        AtomicInteger asked = new AtomicInteger();
        SweepCell cell = new SweepResult(sweep, false).toTest().get(0);

        Sweep.Tested tested = sweep.test(cell, toy::run, () -> asked.incrementAndGet() > 3);

        assertThat(tested.runs()).isEqualTo(3);
        assertThat(tested.cell())
                .returns(State.UNTESTED, SweepCell::state)
                .returns("interrupted before call 4", SweepCell::reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE_EVENT | fail(ERROR_NO_SYSTEM_RESOURCES) | never called by this script and writer",
                "WRITE_FILE | fail(ERROR_PIPE_LISTENING) | only a server end without a client",
                "WRITE_FILE | pending | cannot be injected",
                "WRITE_FILE | nothing-taken | only PIPE_NOWAIT",
                "SET_THREADPOOL_WAIT | none | returns nothing and cannot fail",
            })
    void says_why_a_cell_is_impossible(FailPoint call, String outcome, String reason) {
        SweepResult result = harmless(Map.of(WRITE_FILE, 1, FailPoint.SET_THREADPOOL_WAIT, 1))
                .result();

        assertThat(When.values())
                .allSatisfy(when -> assertThat(cell(result, call, outcome, when))
                        .returns(State.IMPOSSIBLE, SweepCell::state)
                        .returns(reason, SweepCell::reason));
    }

    @Test
    void a_task_may_be_lost_once_but_not_all_of_them_for_ever() {
        SweepResult result = harmless(Map.of(POST, 1)).result();

        assertThat(cell(result, POST, "drop", When.ONCE).state()).isEqualTo(State.SURVIVED);
        assertThat(cell(result, POST, "drop", When.PERSISTENT).reason()).contains("nobody could be told anything");
    }

    @Test
    void the_map_holds_every_call_and_every_outcome_of_the_catalogue() {
        List<SweepCell> cells = harmless(Map.of()).sweep().cells();

        assertThat(cells).extracting(SweepCell::call).contains(FailPoint.values());
        assertThat(cells).allMatch(cell -> cell.state() == State.IMPOSSIBLE);
        long none = List.of(FailPoint.values()).stream()
                .filter(point -> OutcomeCatalog.whyNone(point).isPresent())
                .count();
        assertThat(cells).hasSize(2 * (OutcomeCatalog.all().size() + (int) none));
    }

    @Test
    void a_search_may_choose_exactly_what_a_sweep_tests() {
        Map<FailPoint, Integer> everything = new EnumMap<>(FailPoint.class);
        List.of(FailPoint.values()).forEach(point -> everything.put(point, 1));
        List<SweepCell> cells = harmless(everything).sweep().cells();

        assertThat(FailPoint.values())
                .allSatisfy(point -> assertThat(cells)
                        .filteredOn(cell -> cell.call() == point && cell.state() == State.UNTESTED)
                        .hasSize(AnswerMenu.size(point) - 1));
    }
}
