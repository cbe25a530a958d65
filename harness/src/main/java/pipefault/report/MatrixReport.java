package pipefault.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.report.MatrixLayout.Column;

/** The matrix of a {@code run}: a row per scenario, a column per writer or group, the worst verdict in each cell. */
public final class MatrixReport {

    /** The largest width of a line; more columns than fit continue below. */
    static final int WIDTH = 100;

    private static final String GAP = "  ";
    private static final String NOTHING = "-";
    private static final String UNEXPECTED = " !";

    private static final String LEGEND = """
            good: RECOVERED, UNAFFECTED (like the control run); a cell shows the worst of its runs
            """;

    private static final String LEGEND_NOTHING = NOTHING + ": no such variant\n";
    private static final String LEGEND_EXPECTED = "bad without a mark: as expected of that writer\n";
    private static final String LEGEND_UNEXPECTED = "!: not what was expected\n";
    private static final String LEGEND_BAD = "!: a bad verdict\n";
    private static final String LEGEND_BOTH = "!: a bad verdict, or not what was expected\n";

    private final Map<String, Cell> cells = new HashMap<>();
    private final MatrixLayout layout;
    private final Palette palette;

    /** Whether some run went against an expectation. */
    private boolean against;

    /** Whether some run of which nothing was expected went badly. */
    private boolean bad;

    private MatrixReport(MatrixLayout layout, Palette palette) {
        this.layout = layout;
        this.palette = palette;
    }

    /** What the runs of one writer in one scenario have shown. */
    private record Cell(@Nullable Verdict worst, boolean unexpected) {
        Cell with(ReportedRun run) {
            Verdict verdict = run.isControl() ? worst : worse(run.result().verdict());
            return new Cell(verdict, unexpected || !run.asExpected());
        }

        boolean badAsExpected() {
            return !unexpected && worst != null && !worst.isGood() && worst != Verdict.NOT_APPLICABLE;
        }

        private Verdict worse(Verdict other) {
            return worst == null ? other : worst.orWorse(other);
        }
    }

    /** One printed piece: its text, and the text with colours, which are not counted as width. */
    private record Piece(String text, String shown) {}

    /** Returns the matrix with its legend, some lines that end with a line feed. */
    public static String print(MatrixLayout layout, Collection<ReportedRun> runs, Palette palette) {
        MatrixReport matrix = new MatrixReport(layout, palette);
        for (ReportedRun run : runs) {
            matrix.against |= !run.asExpected() && run.expected() != null;
            matrix.bad |= !run.asExpected() && run.expected() == null;
            matrix.cells.merge(
                    key(run.result().scenario(), run.result().writer()),
                    new Cell(null, false).with(run),
                    (old, fresh) -> old.with(run));
        }
        return matrix.print();
    }

    private static String key(String scenario, String writer) {
        return scenario + " " + writer;
    }

    private String print() {
        StringBuilder text = new StringBuilder();
        List<Column> left = new ArrayList<>(layout.columns());
        do {
            List<Column> block = new ArrayList<>();
            int width = idWidth();
            while (!left.isEmpty() && (block.isEmpty() || width + GAP.length() + width(left.get(0)) <= WIDTH)) {
                width += GAP.length() + width(left.get(0));
                block.add(left.remove(0));
            }
            printBlock(block, text);
        } while (!left.isEmpty());
        text.append(LEGEND);
        boolean gaps = layout.columns().stream()
                .anyMatch(column -> layout.scenarios().stream()
                        .anyMatch(id -> pieces(column, id).isEmpty()));
        text.append(gaps ? LEGEND_NOTHING : "");
        text.append(cells.values().stream().anyMatch(Cell::badAsExpected) ? LEGEND_EXPECTED : "");
        text.append(legendOfMarks());
        return text.toString();
    }

    private String legendOfMarks() {
        if (against && bad) {
            return LEGEND_BOTH;
        }
        return against ? LEGEND_UNEXPECTED : bad ? LEGEND_BAD : "";
    }

    private void printBlock(List<Column> columns, StringBuilder text) {
        StringBuilder titles = new StringBuilder(Prose.pad("scenario", idWidth()));
        StringBuilder rule = new StringBuilder("-".repeat(idWidth()));
        for (Column column : columns) {
            titles.append(GAP).append(Prose.pad(column.title(), width(column)));
            rule.append(GAP).append("-".repeat(width(column)));
        }
        text.append(titles.toString().stripTrailing()).append('\n');
        text.append(rule).append('\n');
        for (String id : layout.scenarios()) {
            printRow(id, columns, text);
        }
        text.append('\n');
    }

    private void printRow(String id, List<Column> columns, StringBuilder text) {
        int height = columns.stream().mapToInt(c -> pieces(c, id).size()).max().orElse(1);
        for (int line = 0; line < Math.max(1, height); line++) {
            StringBuilder row = new StringBuilder(Prose.pad(line == 0 ? id : "", idWidth()));
            for (Column column : columns) {
                List<Piece> pieces = pieces(column, id);
                Piece piece = line < pieces.size()
                        ? pieces.get(line)
                        : new Piece(line == 0 ? NOTHING : "", line == 0 ? NOTHING : "");
                row.append(GAP)
                        .append(piece.shown())
                        .append(" ".repeat(width(column) - piece.text().length()));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    private List<Piece> pieces(Column column, String id) {
        List<Piece> pieces = new ArrayList<>();
        for (String writer : column.members().getOrDefault(id, List.of())) {
            Cell cell = cells.get(key(id, writer));
            if (cell != null) {
                pieces.add(
                        piece(cell, writer.equals(column.title()) ? "" : Prose.pad(writer, nameWidth(column)) + " "));
            }
        }
        return pieces;
    }

    private Piece piece(Cell cell, String name) {
        Verdict worst = cell.worst();
        String verdict = worst == null ? "control only" : worst.name();
        if (cell.unexpected()) {
            return new Piece(name + verdict + UNEXPECTED, name + palette.alarming(verdict + UNEXPECTED));
        }
        boolean good = worst == null || worst.isGood();
        return new Piece(name + verdict, name + (good ? palette.good(verdict) : palette.bad(verdict)));
    }

    private int idWidth() {
        return layout.scenarios().stream().mapToInt(String::length).reduce("scenario".length(), Math::max);
    }

    private int nameWidth(Column column) {
        return layout.scenarios().stream()
                .flatMap(id -> column.members().getOrDefault(id, List.of()).stream())
                .filter(writer -> !writer.equals(column.title()))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private int width(Column column) {
        return layout.scenarios().stream()
                .flatMap(id -> pieces(column, id).stream())
                .mapToInt(piece -> piece.text().length())
                .reduce(column.title().length(), Math::max);
    }
}
