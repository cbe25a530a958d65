package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import pipefault.certification.CaseExecutor;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.ScriptCase;
import pipefault.scenario.HarnessError;

/** Performs conformance cases, several at once where the kernel allows it, and hands their results on in order. */
final class CaseSuite {

    private final Workbench bench;
    private final KernelName kernel;
    private final long seed;

    CaseSuite(Workbench bench, KernelName kernel, long seed) {
        this.bench = bench;
        this.kernel = kernel;
        this.seed = seed;
    }

    /**
     * Performs every case.
     *
     * @param sink gets each result; called by this thread only
     */
    void play(List<ScriptCase> cases, Consumer<CaseResult> sink) {
        Progress progress = new Progress(bench.terminal(), cases.size());
        ExecutorService pool = Executors.newFixedThreadPool(bench.kernels().parallelism(kernel), task -> {
            Thread thread = new Thread(task, "cases");
            thread.setDaemon(true);
            return thread;
        });
        try (CaseExecutor executor = bench.kernels().openCases(kernel, seed)) {
            List<Future<CaseResult>> ahead = new ArrayList<>();
            for (ScriptCase script : cases) {
                ahead.add(pool.submit(() -> executor.execute(script)));
            }
            for (Future<CaseResult> each : ahead) {
                CaseResult result = each.get();
                sink.accept(result);
                progress.step(result.id(), result.outcome() == Outcome.OK ? 0 : 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while cases were going on", e);
        } catch (ExecutionException e) {
            throw new HarnessError("a case could not be performed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
            bench.terminal().clearProgress();
        }
    }
}
