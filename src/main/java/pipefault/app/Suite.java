package pipefault.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import pipefault.report.ReportedRun;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;

/** Makes planned runs, several at once where the kernel allows it, and hands their results on in the order of the plan. */
final class Suite {

    /** How many runs per thread may be finished before their turn comes; bounds the traces that are kept. */
    private static final int AHEAD = 4;

    private final Workbench bench;
    private final KernelName kernel;
    private final Replay replay;

    Suite(Workbench bench, KernelName kernel) {
        this.bench = bench;
        this.kernel = kernel;
        replay = new Replay(bench.surroundings(), kernel);
    }

    private record Batch(PlannedRun planned, Future<List<ReportedRun>> results) {}

    /**
     * Makes every planned run with the seeds from the first on.
     *
     * @param sink gets the control run and then the run with faults of each; called by this thread only
     */
    void play(List<PlannedRun> plan, long firstSeed, int repeats, Consumer<ReportedRun> sink) {
        int threads = bench.kernels().parallelism(kernel);
        Progress progress = new Progress(bench.terminal(), (long) plan.size() * repeats);
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "runs");
            thread.setDaemon(true);
            return thread;
        });
        try (RunExecutor executor = bench.kernels().open(kernel)) {
            Deque<Batch> ahead = new ArrayDeque<>();
            for (int repeat = 1; repeat <= repeats; repeat++) {
                for (PlannedRun planned : plan) {
                    int number = repeat;
                    ahead.add(new Batch(
                            planned, pool.submit(() -> execute(executor, planned, firstSeed + number - 1, number))));
                    if (ahead.size() > threads * AHEAD) {
                        hand(ahead.remove(), sink, progress);
                    }
                }
            }
            while (!ahead.isEmpty()) {
                hand(ahead.remove(), sink, progress);
            }
        } finally {
            pool.shutdownNow();
            bench.terminal().clearProgress();
        }
    }

    private List<ReportedRun> execute(RunExecutor executor, PlannedRun planned, long seed, int repeat) {
        List<ReportedRun> runs = new ArrayList<>();
        for (RunResult result : executor.runWithControl(planned.spec(seed))) {
            runs.add(planned.judge(result, repeat, replay));
        }
        return runs;
    }

    private static void hand(Batch batch, Consumer<ReportedRun> sink, Progress progress) {
        try {
            List<ReportedRun> runs = batch.results().get();
            runs.forEach(sink);
            progress.step(
                    batch.planned().scenario().id() + " "
                            + batch.planned().factory().name(),
                    runs.stream().filter(run -> !run.asExpected()).count());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while runs were going on", e);
        } catch (ExecutionException e) {
            throw new HarnessError("a run could not be executed: " + e.getCause(), e);
        }
    }
}
