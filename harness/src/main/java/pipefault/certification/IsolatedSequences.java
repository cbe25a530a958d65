package pipefault.certification;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.differential.Reference;
import pipefault.differential.Sequence;
import pipefault.differential.Transcript;
import pipefault.scenario.HarnessError;
import pipefault.scenario.WorkerService;
import pipefault.scenario.Workers;

/**
 * Performs random sequences in a process of their own, many per process; for the real kernel.
 *
 * <p>A sequence that hangs or crashes the process is known by that: it was the one that was asked for. Thread-safe.
 */
public final class IsolatedSequences implements SequenceExecutor {

    /** A sequence has 30 s by itself; this is for one that cannot even say so. */
    private static final Duration BOUND = Duration.ofSeconds(45);

    /** So many sequences share a process: starting one is dear, and what sequences leave behind adds up. */
    private static final int BATCH = 1_000;

    private static final String SEPARATOR = "\t";

    private final Workers workers;
    private int performed;
    private int repeated;

    /**
     * Starts nothing yet.
     *
     * @param command starts a process whose main method calls {@link #serve}
     */
    public IsolatedSequences(List<String> command) {
        workers = new Workers(command);
    }

    /** Is the inside of the other process: serves until the input ends, and then halts it. */
    public static void serve(InputStream in, PrintStream out, Reference kernel) {
        WorkerService.serve(in, out, request -> {
            List<String> words = Arrays.asList(request.split(SEPARATOR, -1));
            return kernel.perform(new Sequence(words.get(0), words.subList(1, words.size())))
                    .toLine();
        });
    }

    @Override
    public synchronized Transcript perform(Sequence sequence) {
        if (++performed % BATCH == 0) {
            workers.replace();
        }
        Workers.Reply reply = ask(sequence);
        Transcript transcript = transcript(reply);
        if (transcript == null ? !reply.died() : !transcript.complete()) {
            // A JVM under Wine stands still now and then, at the start of a thread or as a whole, with threads that
            // never
            // come to a safepoint. That says nothing about the kernel; what it says it says twice.
            repeated++;
            reply = ask(sequence);
            transcript = transcript(reply);
        }
        if (transcript == null) {
            throw new HarnessError("sequence " + sequence.id() + ": " + reply.failure());
        }
        return transcript;
    }

    /** Returns what was answered; null if nothing was. */
    private @Nullable Transcript transcript(Workers.Reply reply) {
        String answer = reply.answer();
        if (answer == null) {
            return null;
        }
        Transcript transcript = Transcript.parse(answer);
        if (!transcript.complete()) {
            // Its threads may stand in native calls for ever.
            workers.replace();
        }
        return transcript;
    }

    private Workers.Reply ask(Sequence sequence) {
        String request = sequence.id()
                + SEPARATOR
                + String.join(SEPARATOR, sequence.parts()).replace("\n", SEPARATOR);
        return workers.ask(request, BOUND);
    }

    @Override
    public synchronized int repeated() {
        return repeated;
    }

    @Override
    public synchronized void close() {
        workers.close();
    }
}
