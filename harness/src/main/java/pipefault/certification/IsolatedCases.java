package pipefault.certification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.ConformanceRunner;
import pipefault.conformance.ScriptCase;
import pipefault.conformance.ScriptReader;
import pipefault.scenario.HarnessError;
import pipefault.scenario.WorkerService;
import pipefault.scenario.Workers;

/**
 * Performs cases in a process of their own; for the real kernel, which a case may bring to a crash or a standstill.
 *
 * <p>Both are results of the case; the next one gets another process. Used by one thread.
 */
public final class IsolatedCases implements CaseExecutor {

    /** A case has 30 s by itself; this is for one that cannot even say so. */
    private static final Duration BOUND = Duration.ofSeconds(45);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workers workers;
    private final Duration bound;

    /**
     * Starts nothing yet.
     *
     * @param command starts a process whose main method calls {@link #serve}
     */
    public IsolatedCases(List<String> command) {
        this(command, BOUND);
    }

    IsolatedCases(List<String> command, Duration bound) {
        workers = new Workers(command);
        this.bound = bound;
    }

    /** Is the inside of the other process: serves until the input ends, and then halts it. */
    public static void serve(InputStream in, PrintStream out, ConformanceRunner runner) {
        WorkerService.serve(in, out, request -> {
            try {
                JsonNode wanted = JSON.readTree(request);
                ScriptCase script = ScriptReader.read(
                                wanted.path("file").asText(),
                                wanted.path("line").asInt(),
                                wanted.path("source").asText())
                        .get(0);
                return JSON.writeValueAsString(CaseJson.write(runner.run(script)));
            } catch (JsonProcessingException e) {
                throw new HarnessError("a request or an answer of the worker process could not be read or written", e);
            }
        });
    }

    @Override
    public CaseResult execute(ScriptCase script) {
        Workers.Reply reply = workers.ask(request(script), bound);
        String answer = reply.answer();
        if (answer == null) {
            return new CaseResult(
                    script.id(),
                    script.file(),
                    reply.died() ? Outcome.DIFF : Outcome.TIMEOUT,
                    List.of(),
                    List.of(),
                    List.of(),
                    "line " + script.line() + ": " + reply.failure(),
                    bound);
        }
        CaseResult result = result(answer);
        if (result.outcome() == Outcome.TIMEOUT) {
            // Its threads may stand in native calls for ever.
            workers.replace();
        }
        return result;
    }

    private static String request(ScriptCase script) {
        return JSON.createObjectNode()
                .put("file", script.file())
                .put("line", script.line())
                .put("source", script.source())
                .toString();
    }

    private static CaseResult result(String answer) {
        try {
            return CaseJson.read(JSON.readTree(answer));
        } catch (JsonProcessingException e) {
            throw new HarnessError("the answer of the worker process could not be read", e);
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
