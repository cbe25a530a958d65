package pipefault.report;

import java.util.Collection;
import java.util.List;

/**
 * What stands above the pictures of a page.
 *
 * @param what was done, for example {@code 3 runs and 3 control runs}
 * @param outcome what came of it, in a few words
 * @param good whether that is as it has to be
 * @param hint how to read the tables
 * @param tables from top to bottom
 */
public record PageOverview(String what, String outcome, boolean good, String hint, List<PageTable> tables) {

    /** Copies the list. */
    public PageOverview {
        tables = List.copyOf(tables);
    }

    /** Returns the matrix of some runs. */
    static PageOverview of(MatrixLayout layout, Collection<ReportedRun> runs) {
        long controls = runs.stream().filter(ReportedRun::isControl).count();
        long unexpected = runs.stream().filter(run -> !run.asExpected()).count();
        boolean expecting = runs.stream().anyMatch(run -> run.expected() != null);
        String outcome = unexpected > 0
                ? expecting ? unexpected + " not as expected" : Prose.counted(unexpected, "bad verdict")
                : expecting ? "all as expected" : "no bad verdict";
        return new PageOverview(
                Prose.counted(runs.size() - controls, "run") + " and " + Prose.counted(controls, "control run"),
                outcome,
                unexpected == 0,
                "A cell shows the worst of its runs; each square is one of them. Good: RECOVERED, UNAFFECTED (like the"
                        + " control run)." + (unexpected > 0 ? " !: a bad verdict, or not the expected one." : ""),
                List.of(MatrixTable.of(layout, runs)));
    }
}
