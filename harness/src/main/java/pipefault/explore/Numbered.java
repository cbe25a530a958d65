package pipefault.explore;

import org.jspecify.annotations.Nullable;

/** The first so many runs of an endless supply, or the part of them that belongs to a shard: which do not depend on it. */
final class Numbered implements Strategy {

    private final Strategy endless;
    private final long runs;
    private final Shard shard;
    private long next;

    Numbered(Strategy endless, long runs, Shard shard) {
        this.endless = endless;
        this.runs = runs;
        this.shard = shard;
    }

    @Override
    public @Nullable Decider next() {
        while (next < runs) {
            Decider decider = endless.next();
            if (shard.ownsNumber(next++)) {
                return decider;
            }
        }
        return null;
    }
}
