package pipefault.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The inside of a worker process: takes requests line by line, executes them, answers line by line.
 *
 * <p>Ends at once when its input ends, so that it dies with its parent even while a run is stuck.
 */
public final class WorkerService {

    /** Marks an answer among whatever else may appear on the output. */
    static final String ANSWER = "@pipefault-answer ";

    /** Marks a finding about memory that is told at once, in case the process does not live to answer. */
    static final String UNSAFE = "@pipefault-unsafe ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkerService() {}

    /**
     * Serves requests for runs until the input ends, and then halts this process.
     *
     * @param runner tells at once of findings about memory
     * @param execute makes the run that a request names, by the runner; throws for what it does not know
     */
    public static void serve(
            InputStream in, PrintStream out, Runner runner, Function<WorkerRequest, RunResult> execute) {
        runner.onUnsafe(text -> println(out, UNSAFE + text.replace('\n', ' ')));
        serve(in, out, request -> {
            try {
                return JSON.writeValueAsString(execute.apply(JSON.readValue(request, WorkerRequest.class)));
            } catch (JsonProcessingException e) {
                throw new HarnessError("a request or an answer of the worker process could not be read or written", e);
            }
        });
    }

    /**
     * Serves requests of any kind until the input ends, and then halts this process.
     *
     * @param answer turns a request into its answer, one line each
     */
    public static void serve(InputStream in, PrintStream out, UnaryOperator<String> answer) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(in, lines), "requests");
        reader.setDaemon(true);
        reader.start();
        println(out, ANSWER + "ready");
        while (true) {
            try {
                println(out, ANSWER + answer.apply(lines.take()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void println(PrintStream out, String line) {
        out.println(line);
        out.flush();
    }

    private static void read(InputStream in, BlockingQueue<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // An input that cannot be read any more has ended like any other.
            lines.clear();
        }
        Runtime.getRuntime().halt(0);
    }
}
