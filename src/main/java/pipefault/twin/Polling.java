package pipefault.twin;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Has no event for its writes: a timer of the pool looks at {@code Internal} every few milliseconds.
 *
 * <p>A write without {@code hEvent} pends and completes like any other; it signals the pipe handle, for which nobody waits
 * here, since several operations could share that signal (facts WR13, GR10, GR16).
 */
final class Polling extends TwinWriter {

    private static final int POLL_MILLIS = 10;

    Polling(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    boolean hasEvents() {
        return false;
    }

    @Override
    int pollMillis() {
        return POLL_MILLIS;
    }

    @Override
    boolean isSignalKept() {
        return false;
    }

    @Override
    boolean asksInPool() {
        return false;
    }

    @Override
    void await(Slot slot, int millis, Complaints complaints) {
        pause(Math.min(millis, POLL_MILLIS));
    }
}
