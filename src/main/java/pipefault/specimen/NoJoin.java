package pipefault.specimen;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: stopping does not wait for the callbacks that are running.
 *
 * <p>Origin: claim 3; the fourth invariant is broken. Shown by D3-window: the writer is closed while a callback stands
 * before its post, which then reaches the loop of a writer that does not exist any more. Verdict: MISREPORTED.
 */
public final class NoJoin extends ReviewedWriter {

    /** Opens the writer. */
    public NoJoin(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    protected void unlockAndJoin(boolean cancelled) {
        unlock();
    }
}
