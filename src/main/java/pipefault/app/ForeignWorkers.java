package pipefault.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pipefault.foreign.ForeignCampaign;
import pipefault.foreign.ForeignLine;
import pipefault.foreign.ForeignRequest;
import pipefault.oracle.Verdict;
import pipefault.scenario.HarnessError;

/** Has conversations held in processes of their own, and replaces a process that dies, stands still or is stuck. */
final class ForeignWorkers implements ForeignCampaign.Executor {

    /** Longer than any conversation takes, all its bounds together. */
    private static final long SILENCE_SECONDS = 90;

    private static final String END = "@end";
    private static final int KEPT_LINES = 20;

    private final List<String> command;
    private final Path folder;
    private final List<String> more;
    private String lastWords = "";

    /**
     * Takes how to start a process.
     *
     * @param command up to the name of the driver
     * @param folder for the file that tells a process what to do
     * @param more what a process is told besides; if anything, all that it prints is kept
     */
    ForeignWorkers(List<String> command, Path folder, List<String> more) {
        this.command = command;
        this.folder = folder;
        this.more = more;
    }

    /** Returns what the last process has said besides answers. */
    String lastWords() {
        return lastWords;
    }

    @Override
    public List<ForeignLine> run(List<ForeignRequest> requests) {
        List<ForeignLine> lines = new ArrayList<>();
        int deaths = 0;
        while (lines.size() < requests.size()) {
            List<ForeignRequest> rest = requests.subList(lines.size(), requests.size());
            int before = lines.size();
            lastWords = process(rest, lines);
            boolean cameToItsEnd = lines.size() > before
                    && (lines.size() == requests.size()
                            || lines.get(lines.size() - 1).spent());
            if (!cameToItsEnd) {
                ForeignRequest died = requests.get(lines.size());
                if (died.plan().isEmpty()) {
                    throw new HarnessError(
                            "a process that drives the subject died or stood still without any fault; it said:\n"
                                    + lastWords);
                }
                lines.add(death(died, lastWords));
                if (++deaths > requests.size() / 2 + 2) {
                    throw new HarnessError(
                            "the processes that drive the subject die again and again; the last one said:\n"
                                    + lastWords);
                }
            }
        }
        return lines;
    }

    /** The file that tells a process what to do; there as long as it is needed. */
    private record Instructions(Path path) implements AutoCloseable {

        Instructions(Path folder, String prefix) throws IOException {
            this(Files.createTempFile(folder, prefix, ".txt"));
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    private static ForeignLine death(ForeignRequest request, String lastWords) {
        return new ForeignLine(
                request.script().toString(),
                "",
                request.plan(),
                0,
                Verdict.HARNESS_ERROR,
                List.of(Verdict.HARNESS_ERROR + ": the process died or stood still"),
                List.of(lastWords.lines().findFirst().orElse("it said nothing")),
                Map.of(),
                true,
                "");
    }

    /** Lets one process do what it can; adds its answers, and returns what it said besides. */
    private String process(List<ForeignRequest> requests, List<ForeignLine> answers) {
        List<String> said = new ArrayList<>();
        try (Instructions file = new Instructions(folder, "runs")) {
            Files.write(file.path(), requests.stream().map(ForeignRequest::line).toList());
            List<String> full = new ArrayList<>(command);
            full.add(WineJvm.nameUnderWine(file.path().toString()));
            full.addAll(more);
            Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try {
                BlockingQueue<String> lines = reader(process);
                for (String line = next(lines); line != null && !line.equals(END); line = next(lines)) {
                    if (ForeignLine.isOne(line)) {
                        answers.add(ForeignLine.parse(line));
                    } else if (!more.isEmpty() || said.size() < KEPT_LINES) {
                        said.add(line);
                    }
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new HarnessError("a process for the subject could not be started: " + e.getMessage(), e);
        }
        return String.join("\n", said);
    }

    private static BlockingQueue<String> reader(Process process) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader output = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                        for (String line = output.readLine(); line != null; line = output.readLine()) {
                            lines.add(line);
                        }
                    } catch (IOException e) {
                        lines.add("its output ended: " + e.getMessage());
                    }
                    lines.add(END);
                },
                "foreign-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static @Nullable String next(BlockingQueue<String> lines) {
        try {
            return lines.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while a process drove the subject", e);
        }
    }
}
