package pipefault.twin;

import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Never asks how a write ended: reads {@code Internal} and {@code InternalHigh}, and waits with WaitForMultipleObjects.
 *
 * <p>The kernel writes the count, then the status, then gives the signal: whoever sees a final status sees the final count
 * (facts GR16, LT05).
 */
final class StatusReader extends TwinWriter {

    StatusReader(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    Fate look(Slot slot) {
        return slot.statusBlock();
    }

    @Override
    void await(Slot slot, int millis, Complaints complaints) {
        CallResult waited = win32.waitForMultipleObjects(new Handle[] {slot.event()}, true, millis);
        complaints.check("WaitForMultipleObjects", waited);
    }
}
