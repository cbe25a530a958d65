package pipefault.twin;

import org.jspecify.annotations.Nullable;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Never writes more than a few thousand bytes at once, and reports each piece.
 *
 * <p>A byte pipe keeps no block together (fact RD04), and each piece is in the pipe when its write has ended (fact WR04).
 */
final class Splitting extends TwinWriter {

    private static final int PIECE = 10_000;

    Splitting(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    byte @Nullable [] next(Outbox from) {
        return from.take(PIECE, false);
    }

    @Override
    int recycledBytes() {
        return PIECE;
    }
}
