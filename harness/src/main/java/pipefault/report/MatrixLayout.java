package pipefault.report;

import java.util.List;
import java.util.Map;

/**
 * What stands where in a matrix.
 *
 * @param scenarios ids, one row each
 * @param columns from left to right
 */
public record MatrixLayout(List<String> scenarios, List<Column> columns) {

    /** Copies the lists. */
    public MatrixLayout {
        scenarios = List.copyOf(scenarios);
        columns = List.copyOf(columns);
    }

    /** Returns the layout for one writer in one scenario. */
    public static MatrixLayout of(String scenario, String writer) {
        return new MatrixLayout(List.of(scenario), List.of(new Column(writer, Map.of(scenario, List.of(writer)))));
    }

    /**
     * One column: a writer, or a group of which each scenario has its own members.
     *
     * @param title stands above it
     * @param members names of the writers in a cell, by id of the scenario; a name that differs from the title is shown
     */
    public record Column(String title, Map<String, List<String>> members) {

        /** Copies the map. */
        public Column {
            members = Map.copyOf(members);
        }
    }
}
