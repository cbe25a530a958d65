package pipefault.twin;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Refuses data as long as too much is pending; what is larger than the limit by itself is accepted when nothing is.
 *
 * <p>What was refused is not kept, so no byte of it can go out; {@code false} says nothing else (the contract of
 * {@link pipefault.scenario.Subject#write}).
 */
final class BackPressure extends TwinWriter {

    private static final long LIMIT = 100 * 1024;

    BackPressure(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    boolean admits(long bytesPending, int more) {
        return bytesPending == 0 || bytesPending + more <= LIMIT;
    }
}
