package pipefault.report;

import java.util.List;

/**
 * A table above the pictures of a page.
 *
 * @param title stands above it; may be empty
 * @param corner what the rows are, for example {@code scenario}
 * @param columns what stands above the cells
 * @param rows from top to bottom
 */
public record PageTable(String title, String corner, List<String> columns, List<Row> rows) {

    /** Copies the lists. */
    public PageTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param label stands to its left
     * @param cells one for each column, with the entries of each
     */
    public record Row(String label, List<List<Entry>> cells) {

        /** Copies the lists. */
        public Row {
            cells = cells.stream().map(List::copyOf).toList();
        }
    }

    /**
     * One thing in a cell.
     *
     * @param name stands beside the words; not shown where it is the title of the column, or empty
     * @param words what came of it, for example a verdict
     * @param marked whether somebody has to look at it
     * @param runs those that it stands for, as far as they are told one by one; each that has a picture leads to it
     */
    public record Entry(String name, String words, Tone tone, boolean marked, List<ReportedRun> runs) {

        /** Copies the list. */
        public Entry {
            runs = List.copyOf(runs);
        }
    }
}
