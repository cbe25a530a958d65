package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pipefault.ci.Checked;
import pipefault.explore.SweepResult;
import pipefault.report.Conditions;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.PageOverview;
import pipefault.report.Palette;
import pipefault.report.Prose;
import pipefault.report.ReportedRun;
import pipefault.report.SweepJson;
import pipefault.report.SweepReport;
import pipefault.report.SweepTable;
import pipefault.scenario.RunSpec;

/** Gathers sweeps and says in the end what they have shown. Thread-safe: Control-C asks while a sweep goes on. */
final class SweepSummary {

    private final Replay replay;
    private final KernelName kernel;
    private final long seed;
    private final boolean verbose;
    private final boolean whatIf;
    private final long startNanos = System.nanoTime();

    /** In the order in which they began. Guarded by this. */
    private final List<SweepResult> sweeps = new ArrayList<>();

    SweepSummary(Replay replay, KernelName kernel, long seed, boolean verbose, boolean whatIf) {
        this.replay = replay;
        this.kernel = kernel;
        this.seed = seed;
        this.verbose = verbose;
        this.whatIf = whatIf;
    }

    /** Takes a sweep that begins; what it shows later counts too. */
    synchronized void add(SweepResult sweep) {
        sweeps.add(sweep);
    }

    /** Returns the sweeps so far. */
    synchronized List<SweepResult> sweeps() {
        return List.copyOf(sweeps);
    }

    /** Returns the exit code for what was seen so far. */
    int exitCode() {
        List<SweepResult> seen = sweeps();
        if (seen.stream().anyMatch(SweepResult::hasHarnessError)) {
            return ExitCode.HARNESS_ERROR;
        }
        return seen.stream().anyMatch(sweep -> sweep.bad() > 0) ? ExitCode.FINDING : ExitCode.OK;
    }

    /** Returns the maps, one report for each kind of finding, and the closing line. */
    String text(Palette palette) {
        StringBuilder text = new StringBuilder();
        for (SweepResult sweep : sweeps()) {
            text.append(SweepReport.print(sweep, palette)).append('\n');
            findings(sweep, text);
        }
        return text.append(closingLine()).append('\n').toString();
    }

    /** Returns the same without the maps. */
    String findings() {
        StringBuilder text = new StringBuilder();
        sweeps().forEach(sweep -> findings(sweep, text));
        return text.append(closingLine()).append('\n').toString();
    }

    private void findings(SweepResult sweep, StringBuilder text) {
        for (SweepResult.Defect defect : sweep.defects()) {
            text.append(FailureReport.print(reported(defect), verbose ? Detail.FULL : Detail.BRIEF));
            text.append(
                    defect.more() == 0
                            ? ""
                            : "  more      " + Prose.counted(defect.more(), "run")
                                    + " like this, with a fault at the same call; the map says where\n");
            text.append('\n');
        }
    }

    /** Returns the maps and the closing line, for those who get the findings otherwise. */
    String maps() {
        StringBuilder text = new StringBuilder();
        sweeps().forEach(sweep ->
                text.append(SweepReport.print(sweep, Palette.PLAIN)).append('\n'));
        return text.append(closingLine()).append('\n').toString();
    }

    /** Returns each sweep for build servers. */
    List<Checked> checks() {
        return sweeps().stream()
                .flatMap(sweep -> SweepChecks.of(sweep, this::reported, replay).stream())
                .toList();
    }

    /** Draws the run of each kind of finding, and ends the report. */
    void writeTo(ReportFolder folder, Conditions conditions) {
        List<SweepResult> seen = sweeps();
        seen.forEach(sweep -> sweep.defects().forEach(defect -> folder.add(reported(defect))));
        PageOverview overview = new PageOverview(
                made(seen),
                found(seen),
                seen.stream().allMatch(sweep -> sweep.bad() == 0),
                "A row is an answer of a call. Where a cell broke, each square is a kind of finding at that call, by the"
                        + " first run that shows it; a finding is of one kind with others of the same verdict and oracle.",
                seen.stream().map(sweep -> SweepTable.of(sweep, this::reported)).toList());
        folder.finish(directory -> directory.finish(
                text(Palette.PLAIN), overview, conditions, target -> SweepJson.write(conditions, seen, target)));
    }

    private ReportedRun reported(SweepResult.Defect defect) {
        RunSpec spec = defect.spec();
        return new PlannedRun(spec.scenario(), spec.variant(), spec.factory(), spec.override())
                .judge(defect.result(), 1, replay);
    }

    private String closingLine() {
        List<SweepResult> seen = sweeps();
        String seconds = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9);
        return made(seen) + ", " + kernel + " kernel, seed " + seed + ", " + seconds + ": " + found(seen);
    }

    private String made(List<SweepResult> seen) {
        long runs = seen.stream().mapToLong(SweepResult::runs).sum();
        return whatIf
                ? "only the control runs were made; a sweep takes " + Prose.counted(runs, "run")
                : Prose.counted(seen.size(), "sweep") + ", " + Prose.counted(runs, "run");
    }

    private String found(List<SweepResult> seen) {
        long bad = seen.stream().mapToLong(SweepResult::bad).sum();
        long kinds = seen.stream().mapToLong(sweep -> sweep.defects().size()).sum();
        return Prose.counted(bad, "finding")
                + (whatIf && bad > 0 ? " in the control runs" : "")
                + (kinds < bad ? " of " + Prose.counted(kinds, "kind") : "");
    }
}
