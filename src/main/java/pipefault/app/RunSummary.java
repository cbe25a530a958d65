package pipefault.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.MatrixLayout;
import pipefault.report.MatrixLayout.Column;
import pipefault.report.MatrixReport;
import pipefault.report.Palette;
import pipefault.report.Prose;
import pipefault.report.ReportedRun;

/** Gathers runs and says in the end what they have shown. Thread-safe: Control-C asks while runs go on. */
final class RunSummary {

    /** Of how many unexpected runs everything is told; of the others one line. */
    private static final int TOLD_IN_FULL = 3;

    private static final int TOLD_IN_FULL_VERBOSE = 100;
    private static final int TOLD_IN_A_LINE = 20;

    private final MatrixLayout layout;
    private final KernelName kernel;
    private final long firstSeed;
    private final int repeats;
    private final int planned;
    private final boolean verbose;
    private final long startNanos = System.nanoTime();

    /** Without traces. Guarded by this. */
    private final List<ReportedRun> runs = new ArrayList<>();

    /** Unexpected ones, and with {@code --verbose} every bad one, with their traces. Guarded by this. */
    private final List<ReportedRun> notable = new ArrayList<>();

    private int unexpected;

    /** Of those, the ones of which nothing was expected, and good or bad decides. Guarded by this, as the count above. */
    private int bad;

    /** Creates a summary of nothing yet. */
    RunSummary(
            Catalogue catalogue,
            List<PlannedRun> plan,
            KernelName kernel,
            long firstSeed,
            int repeats,
            boolean verbose) {
        layout = layout(catalogue, plan);
        this.kernel = kernel;
        this.firstSeed = firstSeed;
        this.repeats = repeats;
        this.verbose = verbose;
        planned = plan.size() * repeats;
    }

    private static MatrixLayout layout(Catalogue catalogue, List<PlannedRun> plan) {
        Map<String, Map<String, List<String>>> columns = new LinkedHashMap<>();
        Set<String> rows = new LinkedHashSet<>();
        plan.forEach(run -> rows.add(run.scenario().id()));
        for (PlannedRun run : plan) {
            String id = run.scenario().id();
            if (run.factory().name().equals(catalogue.wholeClaim().get(id))) {
                place(columns, Catalogue.AS_REPORTED, id, run.factory().name());
            }
        }
        for (String writer : catalogue.writerNames()) {
            for (PlannedRun run : plan) {
                if (run.factory().name().equals(writer)) {
                    place(
                            columns,
                            catalogue.groupOf().getOrDefault(writer, writer),
                            run.scenario().id(),
                            writer);
                }
            }
        }
        return new MatrixLayout(
                List.copyOf(rows),
                columns.entrySet().stream()
                        .map(column -> new Column(column.getKey(), column.getValue()))
                        .toList());
    }

    private static void place(Map<String, Map<String, List<String>>> columns, String column, String id, String writer) {
        List<String> members =
                columns.computeIfAbsent(column, c -> new LinkedHashMap<>()).computeIfAbsent(id, i -> new ArrayList<>());
        if (!members.contains(writer)) {
            members.add(writer);
        }
    }

    synchronized void add(ReportedRun run) {
        runs.add(run.withoutTrace());
        if (!run.asExpected()) {
            unexpected++;
            bad += run.expected() == null ? 1 : 0;
        }
        if (!run.asExpected() || (verbose && run.isBad())) {
            notable.add(notable.size() < fullMax() ? run : run.withoutTrace());
        }
    }

    private int fullMax() {
        return verbose ? TOLD_IN_FULL_VERBOSE : TOLD_IN_FULL;
    }

    /** Returns what stands where in the matrix. */
    MatrixLayout layout() {
        return layout;
    }

    /** Returns the runs so far, without their traces. */
    synchronized List<ReportedRun> runs() {
        return List.copyOf(runs);
    }

    /** Returns the exit code for what was seen so far. */
    synchronized int exitCode() {
        if (runs.stream().anyMatch(run -> run.result().verdict() == Verdict.HARNESS_ERROR)) {
            return ExitCode.HARNESS_ERROR;
        }
        return unexpected > 0 ? ExitCode.FINDING : ExitCode.OK;
    }

    /** Returns the matrix, what has to be told of single runs, and the closing line. */
    synchronized String text(Palette palette) {
        return matrix(palette) + findings();
    }

    /** Returns the matrix with its legend, and an empty line. */
    synchronized String matrix(Palette palette) {
        return MatrixReport.print(layout, runs, palette) + "\n";
    }

    /** Returns what has to be told of single runs, and the closing line. */
    synchronized String findings() {
        StringBuilder text = new StringBuilder();
        int told = 0;
        for (ReportedRun run : notable) {
            if (told < fullMax()) {
                text.append(FailureReport.print(run, Detail.BRIEF)).append('\n');
            } else if (told < fullMax() + TOLD_IN_A_LINE) {
                text.append(line(run))
                        .append("\n  replay    ")
                        .append(run.replay())
                        .append('\n');
            }
            told++;
        }
        int more = told - fullMax() - TOLD_IN_A_LINE;
        if (told > fullMax()) {
            text.append(more > 0 ? "and " + more + " more\n\n" : "\n");
        }
        return text.append(closingLine()).append('\n').toString();
    }

    /** Returns one line about a run. */
    static String line(ReportedRun run) {
        var result = run.result();
        return String.join(
                        " ",
                        result.scenario(),
                        result.variant(),
                        result.writer(),
                        run.isControl() ? "(control)" : "",
                        "seed " + result.seed() + ":",
                        result.verdict().name())
                .replace("  ", " ");
    }

    private String closingLine() {
        long controls = runs.stream().filter(ReportedRun::isControl).count();
        long faulted = runs.size() - controls;
        String seconds = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9);
        String all = faulted < planned ? " (of " + planned + ")" : "";
        return Prose.counted(faulted, "run") + all + " and " + Prose.counted(controls, "control run") + ", " + kernel
                + " kernel, " + seeds() + ", " + seconds + ": " + outcome();
    }

    /** Names the seeds that really ran: an interrupted summary has seen a part of them only. */
    private String seeds() {
        if (runs.isEmpty()) {
            return "no seed of " + repeats;
        }
        long last = runs.get(runs.size() - 1).result().seed();
        String some = last - firstSeed + 1 == repeats ? "" : " of " + repeats;
        return (last == firstSeed ? "seed " + last : "seeds " + firstSeed + " to " + last) + some;
    }

    private String outcome() {
        int against = unexpected - bad;
        boolean expecting = runs.isEmpty() || runs.stream().anyMatch(run -> run.expected() != null);
        if (bad == 0) {
            return expecting ? against + " unexpected" : "0 bad verdicts";
        }
        return (against == 0 ? "" : against + " unexpected, ") + Prose.counted(bad, "bad verdict");
    }
}
