package pipefault.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import pipefault.explore.SweepCell;
import pipefault.explore.SweepCell.State;
import pipefault.explore.SweepResult;
import pipefault.explore.SweepResult.Defect;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Verdict;
import pipefault.report.PageTable.Entry;
import pipefault.report.PageTable.Row;

/** The map of a sweep as a table of a page; a cell that broke leads to the run of each kind of finding in it. */
public final class SweepTable {

    private static final List<String> COLUMNS = List.of("once", "from then on");

    private final SweepResult sweep;
    private final Function<Defect, ReportedRun> reported;

    private SweepTable(SweepResult sweep, Function<Defect, ReportedRun> reported) {
        this.sweep = sweep;
        this.reported = reported;
    }

    /**
     * Returns the map, without what is impossible.
     *
     * @param reported makes the run of a finding ready to be told
     */
    public static PageTable of(SweepResult sweep, Function<Defect, ReportedRun> reported) {
        SweepTable table = new SweepTable(sweep, reported);
        List<Row> rows = new ArrayList<>();
        sweep.defects().stream()
                .filter(Defect::isWithoutFaults)
                .forEach(each -> rows.add(table.withoutFaults(reported.apply(each))));
        List<SweepCell> cells = sweep.cells();
        for (int i = 0; i < cells.size(); i += 2) {
            SweepCell once = cells.get(i);
            SweepCell persistent = cells.get(i + 1);
            if (once.state() != State.IMPOSSIBLE || persistent.state() != State.IMPOSSIBLE) {
                rows.add(new Row(
                        once.call() + " " + once.outcome(),
                        List.of(List.of(table.entry(once)), List.of(table.entry(persistent)))));
            }
        }
        return new PageTable(
                sweep.scenario() + "/" + sweep.variant() + ", " + sweep.writer(), "call and answer", COLUMNS, rows);
    }

    private Row withoutFaults(ReportedRun run) {
        Verdict verdict = run.result().verdict();
        return new Row(
                "without faults",
                List.of(List.of(new Entry("", verdict.name(), Tone.of(verdict), true, List.of(run))), List.of()));
    }

    private Entry entry(SweepCell cell) {
        Set<Verdict> verdicts = cell.broke().stream()
                .map(SweepCell.Broke::verdict)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Entry(
                "",
                SweepReport.words(cell, sweep.isWhatIf()),
                tone(cell.state()),
                cell.state() == State.BROKE,
                sweep.defects().stream()
                        .filter(each -> isAt(each, cell.call())
                                && verdicts.contains(each.result().verdict()))
                        .map(reported)
                        .toList());
    }

    private static boolean isAt(Defect defect, FailPoint call) {
        FaultPlan plan = defect.spec().override();
        return plan != null && plan.faults().stream().map(Fault::point).anyMatch(call::equals);
    }

    private static Tone tone(State state) {
        return switch (state) {
            case SURVIVED -> Tone.GOOD;
            case BROKE -> Tone.BAD;
            case UNTESTED -> Tone.UNTESTED;
            case IMPOSSIBLE -> Tone.NEUTRAL;
        };
    }
}
