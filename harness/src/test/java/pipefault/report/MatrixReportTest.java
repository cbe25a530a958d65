package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.report.MatrixLayout.Column;
import pipefault.scenario.Variant;

class MatrixReportTest {

    private static final MatrixLayout LAYOUT = new MatrixLayout(
            List.of("D1-deadlock", "D1a-memory", "D3-window"),
            List.of(
                    new Column(
                            "as-reported",
                            Map.of(
                                    "D1-deadlock",
                                    List.of("wait-under-lock", "wait-forever"),
                                    "D3-window",
                                    List.of("snapshot", "flag-after-post", "no-join"))),
                    everywhere("as-shipped"),
                    everywhere("recovering")));

    private static Column everywhere(String writer) {
        return new Column(
                writer,
                Map.of("D1-deadlock", List.of(writer), "D1a-memory", List.of(writer), "D3-window", List.of(writer)));
    }

    private static List<ReportedRun> runs() {
        List<ReportedRun> runs = new ArrayList<>();
        Map<String, Verdict> members = new LinkedHashMap<>();
        members.put("snapshot", Verdict.MISREPORTED);
        members.put("flag-after-post", Verdict.STUCK);
        members.put("no-join", Verdict.MISREPORTED);
        members.forEach((writer, verdict) -> runs.add(SampleRuns.bad("D3-window", writer, verdict, Set.of(verdict))));
        for (String writer : List.of("wait-under-lock", "wait-forever")) {
            runs.add(SampleRuns.bad("D1-deadlock", writer, Verdict.STUCK, Set.of(Verdict.STUCK)));
        }
        runs.add(SampleRuns.bad("D1a-memory", "as-shipped", Verdict.MEMORY_UNSAFE, Set.of(Verdict.MEMORY_UNSAFE)));
        runs.add(SampleRuns.good("D1-deadlock", "as-shipped", Verdict.UNAFFECTED));
        runs.add(SampleRuns.good("D1-deadlock", "as-shipped", Verdict.RECOVERED));
        runs.add(SampleRuns.good("D3-window", "as-shipped", Verdict.UNAFFECTED));
        for (String scenario : LAYOUT.scenarios()) {
            runs.add(SampleRuns.good(scenario, "recovering", Verdict.RECOVERED));
            runs.add(SampleRuns.control(scenario, "recovering", Verdict.UNAFFECTED));
        }
        return runs;
    }

    @Test
    void shows_the_worst_verdict_of_each_writer_in_each_scenario() {
        Golden.assertMatches("matrix.txt", MatrixReport.print(LAYOUT, runs(), Palette.PLAIN));
    }

    @Test
    void marks_what_was_not_expected() {
        List<ReportedRun> runs = runs();
        runs.add(SampleRuns.bad("D3-window", "recovering", Verdict.CORRUPTED, Variant.GOOD));
        runs.add(SampleRuns.control("D1a-memory", "as-shipped", Verdict.LEAKED));

        Golden.assertMatches("matrix-unexpected.txt", MatrixReport.print(LAYOUT, runs, Palette.PLAIN));
    }

    @Test
    void marks_what_is_bad_where_nothing_was_expected() {
        List<ReportedRun> runs = new ArrayList<>();
        runs.add(SampleRuns.bad("D3-window", "recovering", Verdict.CORRUPTED, null));
        String nothingExpected = MatrixReport.print(LAYOUT, runs, Palette.PLAIN);
        runs.add(SampleRuns.bad("D1-deadlock", "recovering", Verdict.CORRUPTED, Variant.GOOD));
        String both = MatrixReport.print(LAYOUT, runs, Palette.PLAIN);

        assertThat(nothingExpected).contains("CORRUPTED !").endsWith("!: a bad verdict\n");
        assertThat(both).endsWith("!: a bad verdict, or not what was expected\n");
    }

    @Test
    void continues_below_when_there_are_more_writers_than_fit() {
        List<Column> columns = new ArrayList<>();
        List<ReportedRun> runs = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            String writer = "a-writer-of-mine-" + i;
            columns.add(new Column(writer, Map.of("D1-deadlock", List.of(writer))));
            runs.add(SampleRuns.good("D1-deadlock", writer, Verdict.UNAFFECTED));
        }
        String matrix = MatrixReport.print(new MatrixLayout(List.of("D1-deadlock"), columns), runs, Palette.PLAIN);

        assertThat(matrix.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(matrix).contains("a-writer-of-mine-1 ").contains("a-writer-of-mine-9");
    }

    @Test
    void colours_do_not_shift_the_columns() {
        String coloured = MatrixReport.print(LAYOUT, runs(), Palette.COLOURED);

        assertThat(coloured).contains("\u001b[32mUNAFFECTED\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(String::stripTrailing))
                .containsExactlyElementsOf(MatrixReport.print(LAYOUT, runs(), Palette.PLAIN)
                        .lines()
                        .toList());
    }
}
