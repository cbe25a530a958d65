package pipefault.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One worker process, seen from its parent. */
final class WorkerProcess implements AutoCloseable {

    private static final String END = "@end";
    private static final int KEPT_LINES = 40;

    private final Process process;
    private final Writer requests;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    /** What the process said besides answers; guards itself. */
    private final Deque<String> chatter = new ArrayDeque<>();

    /** Findings about memory that were told before an answer; guards itself. */
    private final List<String> unsafe = new ArrayList<>();

    private volatile boolean outputEnded;

    WorkerProcess(List<String> command) {
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new HarnessError("the worker process could not be started: " + String.join(" ", command), e);
        }
        requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "worker-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            take("the output of the worker process ended: " + e);
        }
        outputEnded = true;
        answers.add(END);
    }

    private void take(String line) {
        if (line.startsWith(WorkerService.ANSWER)) {
            answers.add(line.substring(WorkerService.ANSWER.length()));
        } else if (line.startsWith(WorkerService.UNSAFE)) {
            synchronized (unsafe) {
                unsafe.add(line.substring(WorkerService.UNSAFE.length()));
            }
        } else {
            synchronized (chatter) {
                chatter.add(line);
                if (chatter.size() > KEPT_LINES) {
                    chatter.remove();
                }
            }
        }
    }

    /** Waits until the process can take requests; tells whether it can. */
    boolean awaitReady(Duration bound) {
        return "ready".equals(next(bound));
    }

    /**
     * Hands over one request and waits for its answer.
     *
     * @param request one line
     * @return one line; null if the process died or did not answer within the bound
     */
    @Nullable
    String answer(String request, Duration bound) {
        synchronized (unsafe) {
            unsafe.clear();
        }
        try {
            requests.write(request + "\n");
            requests.flush();
        } catch (IOException e) {
            return null;
        }
        String answer = next(bound);
        return answer == null || answer.equals(END) ? null : answer;
    }

    private @Nullable String next(Duration bound) {
        try {
            return answers.poll(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Tells whether it can answer; a process that is about to end has closed its output already. */
    boolean isAlive() {
        return process.isAlive() && !outputEnded;
    }

    long pid() {
        return process.pid();
    }

    List<String> unsafeFindings() {
        synchronized (unsafe) {
            return List.copyOf(unsafe);
        }
    }

    /** Returns what the process said last, besides answers. */
    String lastWords() {
        synchronized (chatter) {
            return String.join("\n", chatter);
        }
    }

    /** Ends the process by its process id. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
