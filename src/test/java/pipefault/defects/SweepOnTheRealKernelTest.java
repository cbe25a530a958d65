package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pipefault.app.WorkerMain;
import pipefault.explore.Sweep;
import pipefault.explore.SweepCell;
import pipefault.explore.SweepCell.State;
import pipefault.explore.SweepResult;
import pipefault.fault.FailPoint;
import pipefault.oracle.Verdict;
import pipefault.scenario.IsolatedRunner;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Workers;

/** One call swept on a real kernel32, in worker processes. */
@Tag("native")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SweepOnTheRealKernelTest {

    private static SweepResult swept(SubjectFactory writer, Predicate<SweepCell> which) {
        Scenario memory = Scenarios.all().stream()
                .filter(scenario -> scenario.id().equals("D1a-memory"))
                .findFirst()
                .orElseThrow();
        RunSpec script = new RunSpec(memory, memory.variants().get(0), writer, 0, null);
        try (RunExecutor real = new IsolatedRunner(Workers.sameJvm(WorkerMain.class.getName(), List.of()))) {
            Sweep sweep = Sweep.begin(script, real);
            SweepResult result = new SweepResult(sweep, false);
            assertThat(result.defects()).isEmpty();
            result.toTest().stream()
                    .filter(which)
                    .forEach(cell -> result.add(sweep.test(cell, real::run, () -> false)));
            return result;
        }
    }

    @Test
    void the_recovering_writer_survives_whatever_a_cancel_answers() {
        SweepResult result = swept(Writers.recovering(), cell -> cell.call() == FailPoint.CANCEL_IO_EX);

        assertThat(result.defects()).isEmpty();
        assertThat(result.cells())
                .filteredOn(cell -> cell.call() == FailPoint.CANCEL_IO_EX && cell.state() != State.IMPOSSIBLE)
                .hasSize(11)
                .allSatisfy(cell -> assertThat(cell.state()).isEqualTo(State.SURVIVED));
    }

    @Test
    void the_model_of_the_reviewed_writer_gives_memory_back_too_early() {
        SweepResult result = swept(Writers.asShipped(), cell -> cell.outcome().equals("fail(ERROR_ACCESS_DENIED)"));

        assertThat(result.defects())
                .extracting(defect -> defect.result().verdict())
                .containsExactly(Verdict.MEMORY_UNSAFE);
        assertThat(result.cells())
                .filteredOn(cell -> cell.state() == State.BROKE)
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.call()).isEqualTo(FailPoint.CANCEL_IO_EX));
    }
}
