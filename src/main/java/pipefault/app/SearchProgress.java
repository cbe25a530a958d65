package pipefault.app;

import java.util.function.BooleanSupplier;
import pipefault.explore.Search;

/** Tells how far a search is, and when it has to stop; its time begins with it. Used by one thread. */
final class SearchProgress {

    private static final long LIVE_NANOS = 200_000_000L;
    private static final long SPARSE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final String name;
    private final Search search;
    private final long runsMax;
    private final long deadline;
    private final boolean hasDeadline;
    private final BooleanSupplier interrupted;
    private final long start = System.nanoTime();
    private long shownAt = start;

    /**
     * @param deadline when it has to stop, as {@link System#nanoTime} tells the time
     * @param interrupted whether it has to stop at once
     */
    SearchProgress(
            Terminal terminal,
            String name,
            Search search,
            long runsMax,
            long deadline,
            boolean hasDeadline,
            BooleanSupplier interrupted) {
        this.terminal = terminal;
        this.name = name;
        this.search = search;
        this.runsMax = runsMax;
        this.deadline = deadline;
        this.hasDeadline = hasDeadline;
        this.interrupted = interrupted;
    }

    /** Returns what says, before each run, whether so many have been made or the time is up. */
    BooleanSupplier until(long runs) {
        return () -> {
            long now = System.nanoTime();
            show(now);
            return interrupted.getAsBoolean()
                    || search.runs() >= Math.min(runs, runsMax)
                    || (hasDeadline && now - deadline >= 0);
        };
    }

    /** Returns how long it has been going on. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void show(long now) {
        if (now - shownAt < (terminal.isLive() ? LIVE_NANOS : SPARSE_NANOS)) {
            return;
        }
        shownAt = now;
        long rate = (long) (search.runs() / ((now - start) / 1e9));
        terminal.progress(name + ": " + search.runs() + " of about " + Math.round(search.size()) + " schedules, " + rate
                + " in a second, " + search.deepest() + " decisions deep, " + search.kinds() + " kinds of defects");
    }
}
