package pipefault.twin;

import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Ends a write that does not heed the cancel by taking its connection away: disconnects, then closes the handle, which it owns.
 *
 * <p>Disconnecting ends everything at once and throws away what the peer has not read (fact CL09), so it comes only where no
 * byte was ever in the pipe for certain. Closing ends the write on some systems only (fact CL03): what is left goes to its
 * completion.
 */
final class LastResort extends TwinWriter {

    private static final int WAIT_MILLIS = 200;

    LastResort(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    void force(Iterable<Slot> slots, boolean reportedAnything, Complaints complaints) {
        slots.forEach(Slot::expectDisconnect);
        if (!reportedAnything) {
            CallResult disconnected = win32.disconnectNamedPipe(pipe);
            complaints.check("DisconnectNamedPipe", disconnected);
            if (awaitAll(WAIT_MILLIS)) {
                return;
            }
        }
        closePipe();
    }
}
