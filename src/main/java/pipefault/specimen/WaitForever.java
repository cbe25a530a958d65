package pipefault.specimen;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: stopping waits for the end of the operation without limit, whether or not it could be cancelled.
 *
 * <p>Origin: the generations before and the reader beside the reviewed writer. Shown by D1-deadlock, variant "pending":
 * the cancel fails and the peer does not read. Verdict: STUCK.
 */
public final class WaitForever extends ReviewedWriter {

    /** Opens the writer. */
    public WaitForever(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    protected void unlockAndJoin(boolean cancelled) {
        unlock();
        if (cancelled) {
            awaitOperation();
        }
        awaitCallbacks();
    }
}
