package pipefault.report;

import java.util.ArrayList;
import java.util.List;
import pipefault.timeline.Draughtsman;
import pipefault.timeline.Picture;

/** The pictures of a report: those of bad runs, and of good ones as long as there is room. Used by one thread. */
final class Gallery {

    /** How many bad runs are drawn; of more, nobody looks at the rest. */
    static final int BAD_MAX = 200;

    /** How many good ones. */
    static final int GOOD_MAX = 100;

    /** How many rows a picture has at the most. */
    static final int ROWS_MAX = 2_000;

    /** How many rows all pictures have together at the most: a page of some ten megabytes. */
    private static final int ALL_ROWS_MAX = 60_000;

    private final List<Drawn> drawn = new ArrayList<>();
    private int bad;
    private int good;
    private int rows;
    private int leftOut;

    /**
     * A run with its picture.
     *
     * @param run without its trace
     * @param headline what happened, in one sentence
     */
    record Drawn(ReportedRun run, String headline, Picture picture) {}

    /** Draws a run while its trace is at hand; repetitions and control runs only if they went against an expectation. */
    void add(ReportedRun run) {
        boolean worthIt = !run.asExpected() || (run.repeat() == 1 && !run.isControl());
        if (!worthIt) {
            return;
        }
        boolean isBad = run.isBad() || !run.asExpected();
        if ((isBad ? bad == BAD_MAX : good == GOOD_MAX) || rows > ALL_ROWS_MAX - ROWS_MAX) {
            leftOut++;
            return;
        }
        Picture picture = Draughtsman.draw(run.result(), ROWS_MAX);
        bad += isBad ? 1 : 0;
        good += isBad ? 0 : 1;
        rows += picture.rows().size();
        drawn.add(new Drawn(run.withoutTrace(), FailureReport.headline(run), picture));
    }

    /** Returns the runs with their pictures, in the order in which they were made. */
    List<Drawn> drawn() {
        return List.copyOf(drawn);
    }

    /** Returns how many runs would have been drawn if there were room. */
    int leftOut() {
        return leftOut;
    }
}
