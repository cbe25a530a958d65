package pipefault.app;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import pipefault.explore.Standing;

/** Tells how far a search is, and when it has to stop; its time begins with it. */
final class SearchProgress {

    private static final long LIVE_NANOS = 200_000_000L;
    private static final long SPARSE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final String name;
    private final double size;
    private final int shards;
    private final long start = System.nanoTime();
    private long shownAt = start;

    /**
     * @param size how many runs the whole bound holds, estimated
     * @param shards of how many parts this search is one
     */
    SearchProgress(Terminal terminal, String name, double size, int shards) {
        this.terminal = terminal;
        this.name = name;
        this.size = size;
        this.shards = shards;
    }

    /**
     * Returns what says, before each run, whether the time is up.
     *
     * @param nanos how long it may take; 0 for no limit
     */
    BooleanSupplier until(long nanos, BooleanSupplier interrupted) {
        return () -> interrupted.getAsBoolean() || (nanos > 0 && System.nanoTime() - start >= nanos);
    }

    /** Returns how long it has been going on. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Shows how far it is, if that was not shown just now; called by one thread. */
    void show(Standing standing) {
        long now = System.nanoTime();
        if (now - shownAt < (terminal.isLive() ? LIVE_NANOS : SPARSE_NANOS)) {
            return;
        }
        shownAt = now;
        terminal.progress(line(standing, (now - start) / 1e9));
    }

    private String line(Standing standing, double seconds) {
        int kinds = standing.sightings().size();
        long random = standing.runs() - standing.withinBound();
        return String.format(
                Locale.ROOT,
                "%s: %d schedules, %.0f in a second, %d decisions deep, %s; %s of the bound%s",
                name,
                standing.runs(),
                standing.runs() / seconds,
                standing.deepest(),
                kinds == 0 ? "nothing bad" : kinds + (kinds == 1 ? " kind of defect" : " kinds of defects"),
                standing.exhausted() ? "all" : share(standing.withinBound() * shards / size),
                random == 0 ? "" : ", " + random + " at random");
    }

    private static String share(double share) {
        return share >= 1 ? "more than was estimated" : String.format(Locale.ROOT, "about %.0f %%", 100 * share);
    }
}
