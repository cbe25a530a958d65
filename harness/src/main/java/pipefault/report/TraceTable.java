package pipefault.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import pipefault.trace.Trace;

/**
 * Prints a trace as a table with one column per thread.
 *
 * <p>Calls are numbered, a star marks what a fault made so, and no line is wider than asked for. Threads beyond the
 * {@value #COLUMNS_MAX}th share a column.
 */
final class TraceTable {

    /** How many columns stay readable. */
    private static final int COLUMNS_MAX = 7;

    private static final String GAP = "  ";
    private static final String OTHERS = "others";
    private static final int LINES_PER_CELL = 3;
    private static final int CELL_MIN = 12;
    private static final int CELL_MAX = 100;
    private static final int TIME_WIDTH = 9;

    /** How many rows at the beginning and at the end are always shown, and around a notable one. */
    private static final int FIRST_ROWS = 25;

    private static final int LAST_ROWS = 15;
    private static final int ROWS_AROUND = 6;

    /** Around how many notable rows; a fault may fire thousands of times. */
    private static final int NOTABLE_MAX = 6;

    private final TraceExcerpt excerpt;
    private final List<TraceRow> rows;
    private final List<String> actors;
    private final boolean whole;
    private final int numberWidth;
    private final int[] widths;

    private TraceTable(TraceExcerpt excerpt, boolean whole, int width) {
        this.whole = whole;
        this.excerpt = excerpt;
        rows = TraceRows.of(excerpt.trace());
        actors = columns(rows);
        int last = rows.stream().mapToInt(TraceRow::number).max().orElse(0);
        numberWidth = Math.max(1, Integer.toString(last).length());
        widths = share(naturalWidths(), width - lead().length());
    }

    /**
     * Lays out a table of everything, with times.
     *
     * @param width the largest width of a line
     */
    static TraceTable whole(Trace trace, int width) {
        return new TraceTable(TraceExcerpt.whole(trace), true, width);
    }

    /** Lays out a table of the first, the last and the notable rows of an excerpt. */
    static TraceTable brief(TraceExcerpt excerpt, int width) {
        return new TraceTable(excerpt, false, width);
    }

    private static List<String> columns(List<TraceRow> rows) {
        Set<String> seen = new LinkedHashSet<>();
        for (TraceRow row : rows) {
            if (row.actor() != null) {
                seen.add(row.actor());
            }
        }
        List<String> columns = new ArrayList<>(seen);
        if (columns.size() > COLUMNS_MAX) {
            columns = new ArrayList<>(columns.subList(0, COLUMNS_MAX - 1));
            columns.add(OTHERS);
        }
        return columns;
    }

    private int[] naturalWidths() {
        int[] natural = new int[actors.size()];
        for (int i = 0; i < natural.length; i++) {
            natural[i] = Math.max(CELL_MIN, actors.get(i).length());
        }
        for (TraceRow row : rows) {
            if (row.actor() != null) {
                int column = column(row.actor());
                natural[column] = Math.min(
                        CELL_MAX, Math.max(natural[column], cell(row, column).length()));
            }
        }
        return natural;
    }

    /** Gives each column what it needs, and where that is too much, takes from the widest. */
    private static int[] share(int[] natural, int width) {
        int[] widths = natural.clone();
        int room = width - GAP.length() * Math.max(0, widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                if (widths[i] > widths[widest]) {
                    widest = i;
                }
            }
            widths[widest]--;
        }
        return widths;
    }

    private int column(String actor) {
        int index = actors.indexOf(actor);
        return index < 0 ? actors.size() - 1 : index;
    }

    private String cell(TraceRow row, int column) {
        return actors.get(column).equals(row.actor()) ? row.text() : row.actor() + ": " + row.text();
    }

    /** Returns the lines: a heading, the rows. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(heading());
        BitSet shown = shown();
        for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
            int leftOut = i - 1 - shown.previousSetBit(i - 1);
            if (leftOut > 0) {
                lines.add(lead() + "[" + Prose.counted(leftOut, "row") + " left out]");
            }
            print(rows.get(i), lines);
        }
        if (excerpt.recoveryEvents() > 0) {
            lines.add(lead() + "... " + counted(excerpt.recoveryEvents(), "further event") + " of the recovery phase");
        }
        if (excerpt.quietLocks() > 0) {
            lines.add(lead() + "[" + counted(excerpt.quietLocks(), "lock and unlock", "locks and unlocks")
                    + " with nothing notable between left out]");
        }
        return lines;
    }

    private static String counted(int count, String one) {
        return counted(count, one, one + "s");
    }

    private static String counted(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    private BitSet shown() {
        BitSet shown = new BitSet();
        if (whole) {
            shown.set(0, rows.size());
            return shown;
        }
        shown.set(0, Math.min(FIRST_ROWS, rows.size()));
        shown.set(Math.max(0, rows.size() - LAST_ROWS), rows.size());
        int notable = 0;
        for (int i = 0; i < rows.size() && notable < NOTABLE_MAX; i++) {
            if (rows.get(i).notable()) {
                notable++;
                shown.set(Math.max(0, i - ROWS_AROUND), Math.min(rows.size(), i + ROWS_AROUND + 1));
            }
        }
        for (int gap = shown.nextClearBit(0); gap < rows.size(); gap = shown.nextClearBit(gap + 1)) {
            if (shown.get(gap - 1) && shown.get(gap + 1)) {
                // To say that one row is left out takes as much room as the row.
                shown.set(gap);
            }
        }
        return shown;
    }

    private String heading() {
        StringBuilder line = new StringBuilder(Prose.pad("#", numberWidth)).append(GAP);
        if (whole) {
            line.append(Prose.pad("     ms", TIME_WIDTH)).append(GAP);
        }
        for (int i = 0; i < widths.length; i++) {
            line.append(Prose.pad(Prose.cut(actors.get(i), widths[i]), widths[i]))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private String lead() {
        return " ".repeat(numberWidth + GAP.length() + (whole ? TIME_WIDTH + GAP.length() : 0));
    }

    private void print(TraceRow row, List<String> lines) {
        String lead = lead(row);
        if (row.actor() == null) {
            int all = Arrays.stream(widths).sum() + GAP.length() * Math.max(0, widths.length - 1);
            for (String line : Prose.wrap(row.text(), Math.max(all, CELL_MAX), LINES_PER_CELL)) {
                lines.add((lead + line).stripTrailing());
                lead = lead();
            }
            return;
        }
        int column = column(row.actor());
        int before = Arrays.stream(widths, 0, column).sum() + GAP.length() * column;
        for (String line : Prose.wrap(cell(row, column), widths[column], LINES_PER_CELL)) {
            lines.add((lead + " ".repeat(before) + line).stripTrailing());
            lead = lead();
        }
    }

    private String lead(TraceRow row) {
        String number = Prose.pad(row.number() == 0 ? "" : Integer.toString(row.number()), numberWidth) + GAP;
        return whole ? number + String.format(Locale.ROOT, "%" + TIME_WIDTH + ".3f", row.nanos() / 1e6) + GAP : number;
    }
}
