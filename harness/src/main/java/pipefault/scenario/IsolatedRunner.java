package pipefault.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;

/**
 * Executes runs in a worker process, one after another; for the native kernel.
 *
 * <p>A run that is stuck leaves threads inside native calls that nothing can end, and one that gives memory back too early
 * may crash: the process is replaced after both. A spare one is started ahead, so that replacing costs little.
 */
public final class IsolatedRunner implements RunExecutor {

    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workers workers;
    private final Duration bound;

    /**
     * Creates a runner; starts nothing yet.
     *
     * @param command starts a process whose main method calls {@link WorkerService#serve}
     */
    public IsolatedRunner(List<String> command) {
        this(command, ANSWER);
    }

    /** Creates a runner with another bound for each of the two runs. */
    IsolatedRunner(List<String> command, Duration bound) {
        workers = new Workers(command);
        this.bound = bound;
    }

    @Override
    public RunResult run(RunSpec spec) {
        return run(spec, false);
    }

    @Override
    public List<RunResult> runWithControl(RunSpec spec) {
        RunResult control = run(spec, true);
        if (control.verdict() == Verdict.HARNESS_ERROR) {
            return List.of(control);
        }
        return List.of(control, run(spec, false).comparedWith(control));
    }

    /**
     * Executes a run of a search with its faults and its order of calls.
     *
     * @param token names the run
     */
    public RunResult replay(RunSpec spec, String token) {
        return run(spec, WorkerRequest.of(spec, false, token));
    }

    private RunResult run(RunSpec spec, boolean control) {
        return run(spec, WorkerRequest.of(spec, control));
    }

    private RunResult run(RunSpec spec, WorkerRequest request) {
        boolean control = request.control();
        RunResult result;
        try {
            Workers.Reply reply = workers.ask(text(request), bound);
            String answer = reply.answer();
            if (answer == null) {
                // The process is replaced already.
                return broken(spec, control, reply);
            }
            result = JSON.readValue(answer, RunResult.class);
        } catch (JsonProcessingException e) {
            workers.replace();
            return broken(spec, control, "the answer of the worker process could not be read: " + e.getMessage());
        } catch (HarnessError e) {
            return broken(spec, control, String.valueOf(e.getMessage()));
        }
        if (result.leavesSomethingBehind()) {
            workers.replace();
        }
        return result;
    }

    private static String text(WorkerRequest request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new HarnessError("the request for the worker process could not be written", e);
        }
    }

    /** A process that dies after it was seen to misuse memory has shown what that leads to. */
    private static RunResult broken(RunSpec spec, boolean control, Workers.Reply reply) {
        Verdict verdict = reply.died() && !reply.unsafe().isEmpty() ? Verdict.MEMORY_UNSAFE : Verdict.HARNESS_ERROR;
        List<Finding> findings = new ArrayList<>();
        reply.unsafe().forEach(text -> findings.add(new Finding("ownership", Verdict.MEMORY_UNSAFE, text)));
        findings.add(new Finding("harness", verdict, reply.failure()));
        return RunResult.broken(spec, control, findings, 0);
    }

    private static RunResult broken(RunSpec spec, boolean control, String how) {
        return RunResult.broken(spec, control, List.of(new Finding("harness", Verdict.HARNESS_ERROR, how)), 0);
    }

    @Override
    public void close() {
        workers.close();
    }
}
