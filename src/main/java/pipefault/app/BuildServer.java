package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.ci.Checked;
import pipefault.ci.Checked.Outcome;
import pipefault.ci.GitHubJob;
import pipefault.ci.JUnitXml;
import pipefault.conformance.CaseResult;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.report.TextFile;

/** Gathers what a build server wants to know; where none does, it gathers nothing. Used by one thread. */
final class BuildServer {

    /** Of so many findings the whole text is kept. */
    private static final int TEXTS = 1000;

    private final Workbench bench;
    private final String command;
    private final @Nullable Path junit;
    private final List<Checked> all = new ArrayList<>();
    private int texts;

    BuildServer(Workbench bench, String command, @Nullable Path junit) {
        this.bench = bench;
        this.command = command;
        this.junit = junit;
    }

    /** Takes a run, of which the trace is not kept. */
    void add(ReportedRun run) {
        if (isAsked()) {
            all.add(checked(run));
        }
    }

    /** Takes a case of a conformance check; the file in which it stands is its group. */
    void add(CaseResult result) {
        if (isAsked()) {
            boolean ok = result.outcome() == CaseResult.Outcome.OK;
            all.add(new Checked(
                    result.file(),
                    result.id(),
                    result.took().toMillis(),
                    // A case that is skipped has not been shown to hold: a finding.
                    ok ? Outcome.PASSED : Outcome.FAILED,
                    ok ? "" : ConformanceSummary.line(result),
                    ok ? "" : ConformanceSummary.lines(result),
                    ""));
        }
    }

    /** Takes what a command has made ready, which it is asked for only where somebody reads it. */
    void addAll(Supplier<List<Checked>> checks) {
        if (isAsked()) {
            checks.get().forEach(each -> all.add(each.isFinding() && texts++ >= TEXTS ? each.withoutText() : each));
        }
    }

    private boolean isAsked() {
        return junit != null || bench.surroundings().gitHub();
    }

    private Checked checked(ReportedRun run) {
        var result = run.result();
        boolean finding = !run.asExpected();
        Outcome outcome = finding
                ? result.verdict() == Verdict.HARNESS_ERROR ? Outcome.BROKEN : Outcome.FAILED
                : result.verdict() == Verdict.NOT_APPLICABLE ? Outcome.SKIPPED : Outcome.PASSED;
        String name = String.join(
                " ",
                result.variant(),
                result.writer() + (run.isControl() ? " (control)" : ""),
                "seed " + result.seed());
        return new Checked(
                result.scenario(),
                name,
                result.millis(),
                outcome,
                outcome == Outcome.PASSED ? "" : FailureReport.line(run),
                finding && texts++ < TEXTS ? FailureReport.print(run, Detail.BRIEF) : "",
                run.replay());
    }

    /**
     * Writes the files, and tells GitHub.
     *
     * @param overview what the command prints about all of it
     */
    void finish(Supplier<String> overview) {
        if (junit != null) {
            Path file = junit;
            FileProblem.write(
                    "--junit", file, () -> TextFile.write(file, target -> JUnitXml.write(command, all, target)));
        }
        if (bench.surroundings().gitHub()) {
            GitHubJob.annotations(all).forEach(bench.terminal()::tellMachine);
            Path summary = bench.surroundings().jobSummary();
            if (summary != null) {
                FileProblem.write(
                        "GITHUB_STEP_SUMMARY",
                        summary,
                        () -> GitHubJob.append(summary, GitHubJob.summary(command, overview.get(), all)));
            }
        }
    }
}
