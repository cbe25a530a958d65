package pipefault.twin;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Cancels with CancelIo where the thread that stops has issued the write, and with CancelIoEx elsewhere.
 *
 * <p>CancelIo ends only what the calling thread has issued, and succeeds even if that is nothing (facts CX08, CX09). So a
 * second cancel is always CancelIoEx.
 */
final class CancelIo extends TwinWriter {

    private boolean tried;

    CancelIo(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    void cancel(Slot slot, Complaints complaints) {
        if (tried || !slot.isIssuedByCaller()) {
            super.cancel(slot, complaints);
        } else {
            tried = true;
            complaints.check("CancelIo", win32.cancelIo(pipe));
        }
    }
}
