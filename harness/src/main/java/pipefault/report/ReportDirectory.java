package pipefault.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import pipefault.report.FailureReport.Detail;

/**
 * A folder with everything about some runs: {@code index.html}, a page with pictures, {@code trace.json}, which trace
 * viewers open, {@code summary.txt}, {@code result.json}, and in {@code runs} one file for each run that went badly, with
 * its whole trace.
 *
 * <p>Used by one thread.
 */
public final class ReportDirectory {

    /** How many runs get a file; of more, nobody reads the rest. */
    static final int RUN_FILES_MAX = 200;

    private static final int VARIANT_MAX = 100;

    /** How a summary begins; a folder whose summary begins so holds an earlier report, which may be replaced. */
    private static final String SIGNATURE = "Pipefault ";

    /** What the files of runs are called; others in the same folder are somebody else's. */
    private static final Pattern RUN_FILE =
            Pattern.compile(".+\\..+\\..+\\.seed-?[0-9]+(\\.control)?(\\.[0-9]+)?\\.txt");

    private final Path folder;
    private final int replaced;
    private final Gallery gallery = new Gallery();
    private final Map<String, Integer> names = new HashMap<>();
    private int written;
    private int leftOut;

    private ReportDirectory(Path folder, int replaced) {
        this.folder = folder;
        this.replaced = replaced;
    }

    /**
     * Makes the folder where it is missing, and takes an earlier report out of it; whatever else is in it stays.
     *
     * <p>Until {@link #finish} the summary says that the report is not finished.
     *
     * @param version of the program
     * @throws ForeignFile if a file would be overwritten that is no part of an earlier report
     * @throws IOException if the folder cannot be made or written
     */
    public static ReportDirectory prepare(Path folder, String version) throws IOException {
        Path runs = folder.resolve("runs");
        Path summary = folder.resolve("summary.txt");
        Path result = folder.resolve("result.json");
        Path page = folder.resolve("index.html");
        Path events = folder.resolve("trace.json");
        TextFile.requireOwn(page, ReportPage.OWN);
        TextFile.requireOwn(events, TraceEvents.OWN);
        boolean earlier = isReport(summary);
        List<Path> old = new ArrayList<>();
        for (Path file : List.of(summary, result, page, events)) {
            if (Files.isRegularFile(file)) {
                old.add(file);
            }
        }
        if (Files.isDirectory(runs)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(runs, ReportDirectory::isRunFile)) {
                files.forEach(old::add);
            }
        }
        if (!earlier && !old.isEmpty()) {
            throw new ForeignFile(old.get(0) + " is there and belongs to no report of Pipefault");
        }
        Files.createDirectories(runs);
        for (Path file : List.of(summary, result, page, events)) {
            TextFile.probe(file);
        }
        for (Path file : old) {
            Files.delete(file);
        }
        TextFile.write(summary, target -> target.write(SIGNATURE + version + ": this report is not finished.\n"));
        return new ReportDirectory(folder, old.size());
    }

    private static boolean isReport(Path summary) throws IOException {
        if (!Files.isRegularFile(summary)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(summary)) {
            return new String(in.readNBytes(SIGNATURE.length()), StandardCharsets.UTF_8).equals(SIGNATURE);
        }
    }

    private static boolean isRunFile(Path file) {
        return RUN_FILE.matcher(file.getFileName().toString()).matches();
    }

    /** Returns the folder. */
    public Path folder() {
        return folder;
    }

    /** Returns how many files of an earlier report had to go. */
    public int replaced() {
        return replaced;
    }

    /**
     * Adds a run while its trace is at hand: draws it, and writes a file if it was unexpected, or bad in the first
     * repetition.
     *
     * @throws IOException if the file cannot be written
     */
    public void add(ReportedRun run) throws IOException {
        gallery.add(run);
        if (run.asExpected() && (!run.isBad() || run.repeat() > 1)) {
            return;
        }
        if (written == RUN_FILES_MAX) {
            leftOut++;
            return;
        }
        written++;
        TextFile.write(
                folder.resolve("runs").resolve(fileName(run)),
                target -> target.write(FailureReport.print(run, Detail.FULL)));
    }

    /** Runs that a sweep or a search has found differ in what no name of a file can hold; they are numbered. */
    private String fileName(ReportedRun run) {
        var result = run.result();
        String name = String.join(".", result.scenario(), cut(result.variant()), result.writer()) + ".seed"
                + result.seed() + (run.isControl() ? ".control" : "");
        int number = names.merge(name, 1, Integer::sum);
        return name + (number == 1 ? "" : "." + number) + ".txt";
    }

    /** Steps that a claim brings are a name as long as they are; no file system has room for any length. */
    private static String cut(String variant) {
        return variant.length() <= VARIANT_MAX ? variant : variant.substring(0, VARIANT_MAX);
    }

    /**
     * Ends the report of some runs.
     *
     * @param summary the matrix and what follows it, without colours
     * @param layout what stands where in the matrix of the page
     * @throws IOException if a file cannot be written
     */
    public void finish(String summary, MatrixLayout layout, Conditions conditions, Collection<ReportedRun> runs)
            throws IOException {
        finish(
                summary,
                PageOverview.of(layout, runs),
                conditions,
                target -> JsonReport.write(conditions, runs, target));
    }

    /**
     * Ends the report.
     *
     * @param summary what there is to say as text, without colours
     * @param overview what the page shows above the pictures
     * @param result what machines read
     * @throws IOException if a file cannot be written
     */
    public void finish(String summary, PageOverview overview, Conditions conditions, TextFile.Content result)
            throws IOException {
        TextFile.write(folder.resolve("summary.txt"), target -> {
            target.write(SIGNATURE + conditions.version() + ", " + conditions.kernel() + " kernel, " + conditions.os()
                    + "\n\n");
            target.write(summary);
            if (leftOut > 0) {
                target.write("Without a file of its own: " + Prose.counted(leftOut, "more bad run") + ".\n");
            }
        });
        TextFile.write(folder.resolve("result.json"), result);
        TextFile.write(folder.resolve("trace.json"), target -> TraceEvents.write(conditions, gallery.drawn(), target));
        TextFile.write(folder.resolve("index.html"), target -> ReportPage.write(conditions, overview, gallery, target));
    }
}
