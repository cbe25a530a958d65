package pipefault.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Processes that do, one request after another, what may hang or crash a process: one at work, a spare one started ahead.
 *
 * <p>A process that dies or does not answer is replaced by itself; one that has answered is replaced on request. Used by
 * one thread; another one may close it, and then a request that goes on gets no answer.
 */
public final class Workers implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(60);

    private final List<String> command;
    private final boolean sparing;
    private volatile @Nullable WorkerProcess current;
    private volatile @Nullable WorkerProcess spare;
    private volatile boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param command starts a process whose main method calls {@link WorkerService#serve}
     */
    public Workers(List<String> command) {
        this(command, true);
    }

    private Workers(List<String> command, boolean sparing) {
        this.command = List.copyOf(command);
        this.sparing = sparing;
    }

    /** Returns workers without a spare one: for long work, whose process nobody replaces. */
    public static Workers withoutSpare(List<String> command) {
        return new Workers(command, false);
    }

    /** Returns the command that starts this JVM again with a main class and arguments, flags for a quick start included. */
    public static List<String> sameJvm(String mainClass, List<String> arguments) {
        return sameJvm(List.of("-XX:TieredStopAtLevel=1"), mainClass, arguments);
    }

    /** Returns the command that starts this JVM again for work that is long enough to earn the better compiler. */
    public static List<String> sameJvmForLong(String mainClass, List<String> arguments) {
        return sameJvm(List.of(), mainClass, arguments);
    }

    private static List<String> sameJvm(List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.addAll(flags);
        command.add("-XX:ErrorFile=" + crashFile("%p"));
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static Path crashFile(String pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "pipefault-crash-" + pid + ".log");
    }

    /**
     * What came of a request.
     *
     * @param answer null if there is none, because the process died or stood still
     * @param died whether the process has ended by itself
     * @param unsafe what the process found out about memory before it answered or died
     * @param failure how it failed to answer, for a user; empty if there is an answer
     */
    public record Reply(@Nullable String answer, boolean died, List<String> unsafe, String failure) {}

    /**
     * Has a request done.
     *
     * @param request one line
     * @param bound how long the answer may take
     * @throws HarnessError if no process can be started
     */
    public Reply ask(String request, Duration bound) {
        WorkerProcess worker = worker();
        String answer = worker.answer(request, bound);
        if (answer != null) {
            return new Reply(answer, false, worker.unsafeFindings(), "");
        }
        boolean died = !worker.isAlive();
        Reply reply = new Reply(null, died, worker.unsafeFindings(), failure(worker, died, bound));
        replace();
        return reply;
    }

    private static String failure(WorkerProcess worker, boolean died, Duration bound) {
        Path crash = crashFile(Long.toString(worker.pid()));
        String how = died
                ? "the worker process " + worker.pid() + " died" + (Files.exists(crash) ? "; see " + crash : "")
                : "the worker process " + worker.pid() + " did not answer within " + bound.toMillis() + " ms";
        String words = worker.lastWords();
        return words.isEmpty() ? how : how + "\n" + words;
    }

    private WorkerProcess worker() {
        WorkerProcess ready = current;
        WorkerProcess next = spare;
        if (ready == null || !ready.isAlive()) {
            ready = next == null ? new WorkerProcess(command) : next;
            next = null;
            spare = null;
            current = ready; // so that whoever closes this ends it while it starts
            if (closed || !ready.awaitReady(READY)) {
                String words = ready.lastWords();
                replace();
                throw new HarnessError("the worker process did not start: " + (closed ? "it was ended" : words));
            }
        }
        if (next == null && sparing) {
            spare = new WorkerProcess(command);
        }
        return ready;
    }

    /** Ends the process that is at work; the next request goes to another one. */
    public void replace() {
        end(current);
        current = null;
    }

    private static void end(@Nullable WorkerProcess process) {
        if (process != null) {
            process.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        replace();
        end(spare);
        spare = null;
    }
}
