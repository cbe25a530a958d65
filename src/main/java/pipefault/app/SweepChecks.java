package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import pipefault.ci.Checked;
import pipefault.ci.Checked.Outcome;
import pipefault.explore.SweepCell;
import pipefault.explore.SweepCell.Broke;
import pipefault.explore.SweepResult;
import pipefault.explore.SweepResult.Defect;
import pipefault.explore.Token;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.report.SweepReport;
import pipefault.scenario.RunSpec;

/** A sweep for build servers: the run without faults, then each cell of the map. */
final class SweepChecks {

    /** A cell stands for several runs, of which nobody keeps the time. */
    private static final long UNKNOWN = 0;

    private final SweepResult sweep;
    private final Function<Defect, ReportedRun> reported;
    private final Replay replay;
    private final String group;

    private SweepChecks(SweepResult sweep, Function<Defect, ReportedRun> reported, Replay replay) {
        this.sweep = sweep;
        this.reported = reported;
        this.replay = replay;
        group = sweep.scenario() + "/" + sweep.variant() + " " + sweep.writer();
    }

    /**
     * Returns what was checked.
     *
     * @param reported makes the run of a finding ready to be told
     */
    static List<Checked> of(SweepResult sweep, Function<Defect, ReportedRun> reported, Replay replay) {
        SweepChecks checks = new SweepChecks(sweep, reported, replay);
        List<Checked> all = new ArrayList<>();
        all.add(checks.withoutFaults());
        sweep.cells().forEach(cell -> all.add(checks.checked(cell)));
        return all;
    }

    private Checked withoutFaults() {
        String name = "without faults";
        return sweep.defects().stream()
                .filter(Defect::isWithoutFaults)
                .map(reported)
                .findFirst()
                .map(run -> new Checked(
                        group,
                        name,
                        run.result().millis(),
                        run.result().verdict().isHarnessError() ? Outcome.BROKEN : Outcome.FAILED,
                        FailureReport.line(run),
                        FailureReport.print(run, Detail.BRIEF),
                        run.replay()))
                .orElseGet(() -> new Checked(group, name, UNKNOWN, Outcome.PASSED, "", "", ""));
    }

    private Checked checked(SweepCell cell) {
        String name = cell.call() + " " + cell.outcome() + " " + cell.when();
        String words = SweepReport.words(cell, sweep.isWhatIf());
        return switch (cell.state()) {
            case SURVIVED -> new Checked(group, name, UNKNOWN, Outcome.PASSED, "", "", "");
            case UNTESTED, IMPOSSIBLE ->
                new Checked(
                        group,
                        name,
                        UNKNOWN,
                        Outcome.SKIPPED,
                        words + (cell.reason().isEmpty() ? "" : ": " + cell.reason()),
                        "",
                        "");
            case BROKE ->
                new Checked(
                        group,
                        name,
                        UNKNOWN,
                        outcome(cell),
                        words,
                        text(cell),
                        replay(cell.broke().get(0), cell));
        };
    }

    private static Outcome outcome(SweepCell cell) {
        return cell.broke().stream().anyMatch(each -> each.verdict().isHarnessError())
                ? Outcome.BROKEN
                : Outcome.FAILED;
    }

    /** A line for each bad run, then the report of those that were the first of their kind. */
    private String text(SweepCell cell) {
        StringBuilder text = new StringBuilder();
        for (Broke each : cell.broke()) {
            text.append('#')
                    .append(each.occurrence())
                    .append(' ')
                    .append(each.verdict())
                    .append(each.fired() ? "" : ", although nothing fired")
                    .append(": ")
                    .append(replay(each, cell))
                    .append('\n');
        }
        for (Defect defect : sweep.defects()) {
            if (cell.broke().stream()
                    .anyMatch(each -> Objects.equals(
                            sweep.run(cell, each.occurrence()).override(),
                            defect.spec().override()))) {
                text.append('\n').append(FailureReport.print(reported.apply(defect), Detail.BRIEF));
            }
        }
        return text.toString();
    }

    private String replay(Broke broke, SweepCell cell) {
        RunSpec run = sweep.run(cell, broke.occurrence());
        return replay.commandLine(Token.of(run));
    }
}
