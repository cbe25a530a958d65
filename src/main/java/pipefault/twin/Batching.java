package pipefault.twin;

import org.jspecify.annotations.Nullable;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Joins what waits in its queue into one large write, from one buffer that serves for life.
 *
 * <p>A byte pipe has no block boundaries (fact RD04). The buffer is filled again only when {@code Internal} is final
 * (facts LT05, LT06).
 */
final class Batching extends TwinWriter {

    private static final int BATCH = 128 * 1024;

    Batching(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    byte @Nullable [] next(Outbox from) {
        return from.take(BATCH, true);
    }

    @Override
    int recycledBytes() {
        return BATCH;
    }
}
