package pipefault.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pipefault.oracle.Verdict;
import pipefault.report.MatrixLayout.Column;
import pipefault.report.PageTable.Entry;
import pipefault.report.PageTable.Row;

/** The matrix of some runs as a table of a page: an entry for each writer in each scenario. */
final class MatrixTable {

    private final Map<List<String>, List<ReportedRun>> runsOfCell = new HashMap<>();

    private MatrixTable(Collection<ReportedRun> runs) {
        for (ReportedRun run : runs) {
            List<String> cell = List.of(run.result().scenario(), run.result().writer());
            runsOfCell.computeIfAbsent(cell, c -> new ArrayList<>()).add(run);
        }
    }

    static PageTable of(MatrixLayout layout, Collection<ReportedRun> runs) {
        MatrixTable matrix = new MatrixTable(runs);
        return new PageTable(
                "",
                "scenario",
                layout.columns().stream().map(Column::title).toList(),
                layout.scenarios().stream()
                        .map(scenario -> new Row(
                                scenario,
                                layout.columns().stream()
                                        .map(column -> matrix.cell(
                                                scenario, column.members().getOrDefault(scenario, List.of())))
                                        .toList()))
                        .toList());
    }

    private List<Entry> cell(String scenario, List<String> writers) {
        return writers.stream()
                .flatMap(writer -> entry(scenario, writer).stream())
                .toList();
    }

    private Optional<Entry> entry(String scenario, String writer) {
        List<ReportedRun> all = runsOfCell.getOrDefault(List.of(scenario, writer), List.of());
        return all.stream()
                .filter(run -> !run.isControl())
                .map(run -> run.result().verdict())
                .reduce(Verdict::orWorse)
                .map(worst -> new Entry(
                        writer,
                        worst.name(),
                        Tone.of(worst),
                        all.stream().anyMatch(run -> !run.asExpected()),
                        all.stream()
                                .filter(run -> !run.isControl() || !run.asExpected())
                                .toList()));
    }
}
