package pipefault.twin;

import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Has no lock, and the pool asks nothing: it only calls the owner, who asks how a write ended.
 *
 * <p>The event resets itself. That the wait of the pool or that of the owner takes the signal away from the other does no
 * harm, since both go by {@code Internal} and neither waits without end (facts EV07, GR08, GR20).
 */
final class OwnerOnly extends TwinWriter {

    OwnerOnly(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    CallResult event() {
        return win32.createEvent(false, false, null);
    }

    @Override
    boolean isSignalKept() {
        return false;
    }

    @Override
    boolean asksInPool() {
        return false;
    }
}
