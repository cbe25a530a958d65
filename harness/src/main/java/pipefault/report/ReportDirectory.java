package pipefault.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import pipefault.report.FailureReport.Detail;

/**
 * A folder with everything about some runs: {@code summary.txt}, {@code result.json}, and in {@code runs} one file for
 * each run that went badly, with its whole trace.
 *
 * <p>Used by one thread.
 */
public final class ReportDirectory {

    /** How many runs get a file; of more, nobody reads the rest. */
    static final int RUN_FILES_MAX = 200;

    /** How a summary begins; a folder whose summary begins so is an earlier report and may be overwritten. */
    private static final String SIGNATURE = "Pipefault ";

    private final Path folder;
    private int written;
    private int leftOut;

    private ReportDirectory(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder where it is missing, and clears an earlier report out of it; whatever else is in it stays.
     *
     * @throws IOException if it cannot be made or written
     */
    public static ReportDirectory prepare(Path folder) throws IOException {
        Path runs = folder.resolve("runs");
        boolean earlier = isReport(folder);
        Files.createDirectories(runs);
        TextFile.probe(folder.resolve("summary.txt"));
        TextFile.probe(folder.resolve("result.json"));
        if (earlier) {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(runs, "*.txt")) {
                for (Path file : old) {
                    Files.delete(file);
                }
            }
        }
        return new ReportDirectory(folder);
    }

    private static boolean isReport(Path folder) throws IOException {
        Path summary = folder.resolve("summary.txt");
        return Files.isRegularFile(summary)
                && Files.readString(summary, StandardCharsets.UTF_8).startsWith(SIGNATURE);
    }

    /**
     * Adds a run while its trace is at hand: writes a file if it was unexpected, or bad in the first repetition.
     *
     * @throws IOException if the file cannot be written
     */
    public void add(ReportedRun run) throws IOException {
        if (run.asExpected() && (!run.isBad() || run.repeat() > 1)) {
            return;
        }
        if (written == RUN_FILES_MAX) {
            leftOut++;
            return;
        }
        written++;
        var result = run.result();
        String name = String.join(".", result.scenario(), result.variant(), result.writer()) + ".seed" + result.seed()
                + (run.isControl() ? ".control" : "") + ".txt";
        TextFile.write(
                folder.resolve("runs").resolve(name), target -> target.write(FailureReport.print(run, Detail.FULL)));
    }

    /**
     * Ends the report.
     *
     * @param summary the matrix and what follows it, without colours
     * @throws IOException if a file cannot be written
     */
    public void finish(String summary, Conditions conditions, Collection<ReportedRun> runs) throws IOException {
        TextFile.write(folder.resolve("summary.txt"), target -> {
            target.write(SIGNATURE + conditions.version() + ", " + conditions.kernel() + " kernel, " + conditions.os()
                    + "\n\n");
            target.write(summary);
            if (leftOut > 0) {
                target.write(leftOut + " more bad runs have no file of their own.\n");
            }
        });
        TextFile.write(folder.resolve("result.json"), target -> JsonReport.write(conditions, runs, target));
    }
}
