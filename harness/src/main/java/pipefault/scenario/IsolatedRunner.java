package pipefault.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.trace.Trace;

/**
 * Executes runs in a worker process, one after another; for the native kernel.
 *
 * <p>A run that is stuck leaves threads inside native calls that nothing can end, and one that gives memory back too early
 * may crash: the process is replaced after both. A spare one is started ahead, so that replacing costs little.
 */
public final class IsolatedRunner implements RunExecutor {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private final List<String> command;
    private @Nullable WorkerProcess current;
    private @Nullable WorkerProcess spare;

    /**
     * Creates a runner; starts nothing yet.
     *
     * @param command starts a process whose main method calls {@link WorkerService#serve}
     */
    public IsolatedRunner(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** Returns the command that starts this JVM again with a main class and arguments, flags for a quick start included. */
    public static List<String> sameJvm(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
        command.add("-XX:ErrorFile=" + crashFile("%p"));
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static Path crashFile(String pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "pipefault-crash-" + pid + ".log");
    }

    @Override
    public List<RunResult> runWithControl(RunSpec spec) {
        WorkerProcess worker;
        try {
            worker = worker();
        } catch (HarnessError e) {
            return List.of(broken(spec, Verdict.HARNESS_ERROR, List.of(), String.valueOf(e.getMessage())));
        }
        List<RunResult> results = worker.execute(WorkerRequest.of(spec), ANSWER);
        if (results == null) {
            RunResult broken = broken(spec, worker);
            discard(worker);
            return List.of(broken);
        }
        if (results.stream().anyMatch(IsolatedRunner::leavesSomethingBehind)) {
            discard(worker);
        }
        return results;
    }

    private static boolean leavesSomethingBehind(RunResult result) {
        return result.verdict() == Verdict.STUCK
                || result.verdict() == Verdict.HARNESS_ERROR
                || !result.lastSeen().isEmpty();
    }

    private WorkerProcess worker() {
        WorkerProcess ready = current;
        if (ready == null || !ready.isAlive()) {
            ready = spare == null ? new WorkerProcess(command) : spare;
            spare = null;
            if (!ready.awaitReady(READY)) {
                String words = ready.lastWords();
                ready.close();
                throw new HarnessError("the worker process did not start: " + words);
            }
            current = ready;
        }
        if (spare == null) {
            spare = new WorkerProcess(command);
        }
        return ready;
    }

    private void discard(WorkerProcess worker) {
        worker.close();
        current = null;
    }

    private static RunResult broken(RunSpec spec, WorkerProcess worker) {
        boolean crashed = !worker.isAlive();
        List<String> unsafe = worker.unsafeFindings();
        Path crash = crashFile(Long.toString(worker.pid()));
        String how = crashed
                ? "the worker process " + worker.pid() + " died" + (Files.exists(crash) ? "; see " + crash : "")
                : "the worker process " + worker.pid() + " did not answer within " + ANSWER.toSeconds() + " s";
        String words = worker.lastWords();
        Verdict verdict = crashed && !unsafe.isEmpty() ? Verdict.MEMORY_UNSAFE : Verdict.HARNESS_ERROR;
        return broken(spec, verdict, unsafe, words.isEmpty() ? how : how + "\n" + words);
    }

    private static RunResult broken(RunSpec spec, Verdict verdict, List<String> unsafe, String how) {
        List<Finding> findings = new ArrayList<>();
        unsafe.forEach(text -> findings.add(new Finding("ownership", Verdict.MEMORY_UNSAFE, text)));
        findings.add(new Finding("harness", verdict, how));
        return new RunResult(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                RunResult.FAULT,
                spec.seed(),
                verdict,
                spec.plan().toString(),
                List.of(),
                findings,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                0);
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
        if (spare != null) {
            spare.close();
        }
    }
}
