package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.report.Palette;
import pipefault.scenario.RunResult;

/** What the closing line says; Control-C asks for it at any moment. */
class RunSummaryTest {

    private static final List<PlannedRun> PLAN =
            new RunPlanner(Catalogue.ofDefects(), "run").plan(List.of("D1c-stall"), List.of("recovering"), null);

    private static RunSummary summary(int repeats) {
        return new RunSummary(Catalogue.ofDefects(), PLAN, KernelName.SIMULATED, 7, repeats, false);
    }

    private static void add(RunSummary summary, long seed) {
        PlannedRun planned = PLAN.get(0);
        Replay replay = new Replay(Typed.bench(), KernelName.SIMULATED);
        for (String phase : List.of(RunResult.CONTROL, RunResult.FAULT)) {
            RunResult result = FakeKernels.result(planned.spec(seed), phase, Verdict.UNAFFECTED);
            summary.add(planned.judge(result, (int) (seed - 6), replay));
        }
    }

    private static String closingLine(RunSummary summary) {
        List<String> lines = summary.text(Palette.PLAIN).lines().toList();
        return lines.get(lines.size() - 1).replaceAll(", [0-9.]+ s:", ":");
    }

    @Test
    void names_one_run_and_one_seed() {
        RunSummary summary = summary(1);
        add(summary, 7);

        assertThat(closingLine(summary)).isEqualTo("1 run and 1 control run, simulated kernel, seed 7: 0 unexpected");
    }

    @Test
    void names_all_seeds_when_all_have_run() {
        RunSummary summary = summary(3);
        for (long seed = 7; seed <= 9; seed++) {
            add(summary, seed);
        }

        assertThat(closingLine(summary))
                .isEqualTo("3 runs and 3 control runs, simulated kernel, seeds 7 to 9: 0 unexpected");
    }

    @Test
    void names_the_seeds_that_have_run_when_it_was_interrupted() {
        RunSummary summary = summary(500);
        assertThat(closingLine(summary))
                .isEqualTo("0 runs (of 500) and 0 control runs, simulated kernel, no seed of 500: 0 unexpected");

        add(summary, 7);
        assertThat(closingLine(summary))
                .isEqualTo("1 run (of 500) and 1 control run, simulated kernel, seed 7 of 500: 0 unexpected");

        add(summary, 8);
        assertThat(closingLine(summary))
                .isEqualTo("2 runs (of 500) and 2 control runs, simulated kernel, seeds 7 to 8 of 500: 0 unexpected");
    }
}
