package pipefault.explore;

import org.jspecify.annotations.Nullable;

/** Says what to try next; each run has to have ended before the next one is asked for. */
public interface Strategy {

    /** Returns who decides the next run; null when nothing is left to try. */
    @Nullable
    Decider next();

    /** Tells whether the run just made counts; one that only shows the way into another shard's part does not. */
    default boolean counts() {
        return true;
    }
}
