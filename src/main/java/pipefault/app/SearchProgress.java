package pipefault.app;

import java.util.Locale;
import pipefault.explore.Standing;

/** Tells how far a search is. */
final class SearchProgress {

    private static final long LIVE_NANOS = 200_000_000L;
    private static final long SPARSE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final String name;
    private final double size;
    private final int shards;
    private final SearchTime time;
    private long shownAt = System.nanoTime();

    /**
     * @param size how many runs the whole bound holds, estimated; 0 where nothing is tried exhaustively
     * @param shards of how many parts this search is one
     */
    SearchProgress(Terminal terminal, SearchTime time, String name, double size, int shards) {
        this.terminal = terminal;
        this.time = time;
        this.name = name;
        this.size = size;
        this.shards = shards;
    }

    /** Shows how far it is, if that was not shown just now; called by one thread. */
    void show(Standing standing) {
        long now = System.nanoTime();
        if (now - shownAt < (terminal.isLive() ? LIVE_NANOS : SPARSE_NANOS)) {
            return;
        }
        shownAt = now;
        terminal.progress(line(standing, time.seconds()));
    }

    private String line(Standing standing, double seconds) {
        int kinds = standing.sightings().size();
        long random = standing.runs() - standing.withinBound();
        return String.format(
                Locale.ROOT,
                "%s: %d schedules, %.0f in a second, %d decisions deep, %s%s%s",
                name,
                standing.runs(),
                standing.runs() / seconds,
                standing.deepest(),
                kinds == 0 ? "nothing bad" : kinds + (kinds == 1 ? " kind of defect" : " kinds of defects"),
                size == 0 ? "" : "; " + share(standing) + " of the bound",
                random == 0 ? "" : ", " + random + " at random");
    }

    private String share(Standing standing) {
        if (standing.exhausted()) {
            return "all";
        }
        double share = standing.withinBound() * shards / size;
        return share >= 1 ? "more than was estimated" : String.format(Locale.ROOT, "about %.0f %%", 100 * share);
    }
}
