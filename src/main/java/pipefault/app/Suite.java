package pipefault.app;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import pipefault.report.Applicability;
import pipefault.report.ReportedRun;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;

/** Makes planned runs, several at once where the kernel allows it, and hands their results on in the order of the plan. */
final class Suite {

    private final Workbench bench;
    private final KernelName kernel;
    private final Replay replay;

    Suite(Workbench bench, KernelName kernel) {
        this.bench = bench;
        this.kernel = kernel;
        replay = new Replay(bench, kernel);
    }

    private record Turn(PlannedRun planned, int repeat) {}

    /**
     * Makes every planned run with the seeds from the first on.
     *
     * @param sink gets the control run and then the run with faults of each; called by this thread only
     */
    void play(List<PlannedRun> plan, long firstSeed, int repeats, Consumer<ReportedRun> sink) {
        Progress progress = new Progress(bench.terminal(), (long) plan.size() * repeats);
        Iterator<Turn> turns = IntStream.rangeClosed(1, repeats)
                .boxed()
                .flatMap(repeat -> plan.stream().map(planned -> new Turn(planned, repeat)))
                .iterator();
        try (RunExecutor executor = bench.kernels().open(kernel)) {
            InOrder.work(
                    bench.kernels().parallelism(kernel),
                    turns,
                    turn -> execute(executor, turn, firstSeed + turn.repeat() - 1),
                    (turn, runs) -> {
                        runs.forEach(sink);
                        progress.step(
                                turn.planned().scenario().id() + " "
                                        + turn.planned().factory().name(),
                                runs.stream().filter(run -> !run.asExpected()).count());
                    });
        } finally {
            bench.terminal().clearProgress();
        }
    }

    private List<ReportedRun> execute(RunExecutor executor, Turn turn, long seed) {
        PlannedRun planned = turn.planned();
        // What a scenario was not made for may have another shape.
        boolean shaped = planned.variant().expectedOf(planned.factory().name()) == null;
        List<RunResult> results = executor.runWithControl(planned.spec(seed));
        List<ReportedRun> runs = new ArrayList<>();
        for (RunResult result : results) {
            RunResult told = shaped ? Applicability.of(result, results.get(0)) : result;
            runs.add(planned.judge(told, turn.repeat(), replay));
        }
        return runs;
    }
}
