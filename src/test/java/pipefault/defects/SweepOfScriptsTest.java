package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.explore.Sweep;
import pipefault.explore.SweepCell;
import pipefault.explore.SweepCell.State;
import pipefault.explore.SweepResult;
import pipefault.fault.FailPoint;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.Script;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** One fault moved over every call of the plain script, and of those of the report. */
class SweepOfScriptsTest {

    private static final Runner RUNNER = Runner.simulated();

    private static SweepResult swept(RunSpec script) {
        Sweep sweep = Sweep.begin(script, RUNNER);
        SweepResult result = new SweepResult(sweep, false);
        result.toTest().forEach(cell -> result.add(sweep.test(cell, RUNNER::run, () -> false)));
        return result;
    }

    /** Returns each distinct script once; several variants of the report differ in their plans only. */
    private static List<RunSpec> scripts(SubjectFactory writer) {
        List<RunSpec> scripts = new ArrayList<>();
        List<Scenario> scenarios = Stream.concat(Stream.of(PlainScenario.scenario()), Scenarios.all().stream())
                .toList();
        for (Scenario scenario : scenarios) {
            Set<Script> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Variant variant : scenario.variants()) {
                if (seen.add(variant.script())) {
                    scripts.add(new RunSpec(scenario, variant, writer, 0, null));
                }
            }
        }
        return scripts;
    }

    private static RunSpec script(String scenario, String variant, String writer) {
        return scripts(Writers.named(writer).orElseThrow()).stream()
                .filter(spec -> spec.scenario().id().equals(scenario)
                        && spec.variant().name().equals(variant))
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> the_recovering_writer_survives_a_complete_sweep_of_every_script() {
        List<RunSpec> scripts = scripts(Writers.recovering());

        assertThat(scripts).hasSizeGreaterThan(15);
        return scripts.stream()
                .map(script -> DynamicTest.dynamicTest(
                        script.scenario().id() + "/" + script.variant().name(), () -> {
                            SweepResult result = swept(script);

                            assertThat(result.defects()).isEmpty();
                            assertThat(result.cells())
                                    .extracting(SweepCell::state)
                                    .containsOnly(State.SURVIVED, State.IMPOSSIBLE);
                            assertThat(result.runs()).isGreaterThan(80);
                        }));
    }

    @Test
    void the_sweeps_together_reach_every_call_that_the_recovering_writer_makes() {
        Set<FailPoint> reached = Collections.newSetFromMap(new EnumMap<>(FailPoint.class));
        for (RunSpec script : scripts(Writers.recovering())) {
            Sweep sweep = Sweep.begin(script, RUNNER);
            sweep.cells().stream()
                    .filter(cell -> cell.state() == State.UNTESTED)
                    .forEach(cell -> reached.add(cell.call()));
        }

        assertThat(reached)
                .containsExactlyInAnyOrder(
                        FailPoint.CREATE_EVENT,
                        FailPoint.SET_EVENT,
                        FailPoint.CLOSE_HANDLE,
                        FailPoint.WRITE_FILE,
                        FailPoint.CANCEL_IO_EX,
                        FailPoint.GET_OVERLAPPED_RESULT,
                        FailPoint.GET_OVERLAPPED_RESULT_EX,
                        FailPoint.CREATE_THREADPOOL_WAIT,
                        FailPoint.POST,
                        FailPoint.EVENT);
    }

    /** Not among them: unlock-after-wait and trusts-time-out, which need a thread to be held, and a sweep holds none. */
    @ParameterizedTest
    @CsvSource({
        "as-shipped, plain, all-methods, CREATE_EVENT, MISREPORTED",
        "as-shipped, D1-deadlock, pending, CANCEL_IO_EX, MEMORY_UNSAFE",
        "as-shipped, D1b-callout, asks-back, CANCEL_IO_EX, STUCK",
        "as-shipped, D2-event, no-event, CREATE_EVENT, STUCK",
        "as-shipped, D4b-incomplete, stray-signal, EVENT, MEMORY_UNSAFE",
        "wait-under-lock, plain, all-methods, CREATE_EVENT, MISREPORTED",
        "wait-forever, D1-deadlock, pending, CANCEL_IO_EX, STUCK",
        "no-join, plain, all-methods, WRITE_FILE, STUCK",
        "flag-after-post, plain, all-methods, POST, STUCK",
        "late-check, D4-late-error, broken-pipe, GET_OVERLAPPED_RESULT, MISREPORTED",
        "no-completion-wait, D1a-memory, cancel-fails, CANCEL_IO_EX, MEMORY_UNSAFE",
        "ignores-null-event, D2-event, no-event, CREATE_EVENT, STUCK",
        "swallows-error, D4a-lost-error, broken-pipe, GET_OVERLAPPED_RESULT, STUCK",
    })
    void a_specimen_breaks_in_a_sweep(String writer, String scenario, String variant, FailPoint call, Verdict verdict) {
        assertThat(swept(script(scenario, variant, writer)).defects()).anySatisfy(defect -> {
            assertThat(defect.spec().plan().faults().get(0).point()).isEqualTo(call);
            assertThat(defect.result().verdict()).isEqualTo(verdict);
        });
    }

    @Test
    void what_goes_wrong_without_any_fault_is_a_finding_and_ends_the_sweep() {
        SweepResult result = swept(script("plain", "all-methods", "snapshot"));

        assertThat(result.runs()).isZero();
        assertThat(result.defects()).singleElement().satisfies(defect -> {
            assertThat(defect.result().phase()).isEqualTo(RunResult.CONTROL);
            assertThat(defect.spec().plan().isEmpty()).isTrue();
            assertThat(defect.result().verdict()).isEqualTo(Verdict.MISREPORTED);
        });
    }
}
