package pipefault.app;

import java.time.Duration;
import pipefault.explore.Deadline;

/**
 * The time of one search: what counts against its limit, and how long what it found may be made smaller.
 *
 * <p>The estimate of its size counts, and what it takes to start worker processes does not. Looked at by any thread; the
 * stages are told by one.
 */
final class SearchTime {

    /** How long what was found may be made smaller at the most, for each search. */
    static final Duration SHRINKING_MAX = Duration.ofSeconds(60);

    /** At most one part in so many goes to the estimate. */
    private static final int ESTIMATE_SHARE = 4;

    private final long allowed;
    private final long created = System.nanoTime();
    private volatile long estimated;
    private volatile long begun = created;

    /**
     * Begins with the estimate.
     *
     * @param allowed nanoseconds in all; 0 for no limit
     */
    SearchTime(long allowed) {
        this.allowed = allowed;
    }

    /** Tells whether the estimate has had its share. */
    boolean isOverForEstimate() {
        return allowed > 0 && System.nanoTime() - created >= allowed / ESTIMATE_SHARE;
    }

    /** The estimate is made; nothing counts until the search begins. */
    void estimated() {
        estimated = System.nanoTime() - created;
    }

    /** The workers are ready. */
    void begun() {
        begun = System.nanoTime();
    }

    /** Tells whether the search has had its time. */
    boolean isOver() {
        return allowed > 0 && estimated + System.nanoTime() - begun >= allowed;
    }

    /** Returns how long the search has been going on, without the estimate. */
    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Returns when what was found has to be small, from now: after as long as the search may take, or the usual bound. */
    Deadline shrinking() {
        Duration limit = Duration.ofNanos(allowed);
        boolean shorter = allowed > 0 && limit.compareTo(SHRINKING_MAX) < 0;
        return Deadline.in(shorter ? limit : SHRINKING_MAX);
    }
}
