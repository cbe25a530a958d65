package pipefault.twin;

import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;

/**
 * Gives the kernel up to three writes at once, each with an OVERLAPPED, a buffer and an event of its own, and cancels all of
 * them with one call.
 *
 * <p>Pending writes of one handle go first in, first out (fact WR05), so only the oldest is looked at. CancelIoEx with NULL
 * ends all that is pending on the handle, whoever has issued it; nobody else uses a handle that the writer owns (facts CX03,
 * CX06).
 */
final class SeveralInFlight extends TwinWriter {

    private static final int MOST = 3;
    private static final int PIECE = 24 * 1024;

    SeveralInFlight(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    int slots() {
        return MOST;
    }

    @Override
    byte @Nullable [] next(Outbox from) {
        return from.take(PIECE, false);
    }

    @Override
    void cancel(Slot slot, Complaints complaints) {
        if (slot == inFlight().peek()) {
            CallResult asked = win32.cancelIoEx(pipe, null);
            if (asked.lastError() != Win32Error.ERROR_NOT_FOUND || !slot.isOver()) {
                complaints.check("CancelIoEx", asked);
            }
        }
    }
}
