package pipefault.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workers workers;

    /**
     * Creates a runner; starts nothing yet.
     *
     * @param command starts a process whose main method calls {@link WorkerService#serve}
     */
    public IsolatedRunner(List<String> command) {
        workers = new Workers(command);
    }

    @Override
    public List<RunResult> runWithControl(RunSpec spec) {
        Workers.Reply reply;
        try {
            reply = workers.ask(request(spec), ANSWER);
        } catch (HarnessError e) {
            return List.of(broken(spec, Verdict.HARNESS_ERROR, List.of(), String.valueOf(e.getMessage())));
        }
        String answer = reply.answer();
        if (answer == null) {
            boolean memory = reply.died() && !reply.unsafe().isEmpty();
            Verdict verdict = memory ? Verdict.MEMORY_UNSAFE : Verdict.HARNESS_ERROR;
            return List.of(broken(spec, verdict, reply.unsafe(), reply.failure()));
        }
        List<RunResult> results = results(answer);
        if (results.stream().anyMatch(IsolatedRunner::leavesSomethingBehind)) {
            workers.replace();
        }
        return results;
    }

    private static String request(RunSpec spec) {
        try {
            return JSON.writeValueAsString(WorkerRequest.of(spec));
        } catch (JsonProcessingException e) {
            throw new HarnessError("the request for the worker process could not be written", e);
        }
    }

    private static List<RunResult> results(String answer) {
        try {
            return JSON.readValue(answer, new TypeReference<List<RunResult>>() {});
        } catch (JsonProcessingException e) {
            throw new HarnessError("the answer of the worker process could not be read", e);
        }
    }

    private static boolean leavesSomethingBehind(RunResult result) {
        return result.verdict() == Verdict.STUCK
                || result.verdict() == Verdict.HARNESS_ERROR
                || !result.lastSeen().isEmpty();
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
        workers.close();
    }
}
