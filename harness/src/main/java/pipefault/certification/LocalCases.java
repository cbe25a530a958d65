package pipefault.certification;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.ConformanceRunner;
import pipefault.conformance.ScriptCase;
import pipefault.scenario.HarnessError;

/** Performs cases in this process; for the simulated kernel. Thread-safe. */
public final class LocalCases implements CaseExecutor {

    /** In real time; a case takes milliseconds. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final ConformanceRunner runner;
    private final Duration bound;

    /** Creates an executor that gives each case half a minute of real time. */
    public LocalCases(ConformanceRunner runner) {
        this(runner, BOUND);
    }

    LocalCases(ConformanceRunner runner, Duration bound) {
        this.runner = runner;
        this.bound = bound;
    }

    /** A case that a defect of the kernel keeps from ending is left behind, on a thread that ends with the process. */
    @Override
    public CaseResult execute(ScriptCase script) {
        CompletableFuture<CaseResult> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(result, script), "case-" + script.id());
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String reason = "line " + script.line() + ": not done after " + bound.toMillis() + " ms of real time";
            return new CaseResult(
                    script.id(), script.file(), Outcome.TIMEOUT, List.of(), List.of(), List.of(), reason, bound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while a case was performed", e);
        } catch (ExecutionException e) {
            throw new HarnessError("the case " + script.id() + " could not be performed: " + e.getCause(), e);
        }
    }

    private void complete(CompletableFuture<CaseResult> result, ScriptCase script) {
        try {
            result.complete(runner.run(script));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        // Nothing is kept between cases.
    }
}
