package pipefault.specimen;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: the posted task carries the byte count of the moment in which it was posted.
 *
 * <p>Origin: claim 3; the first invariant of the design, that a task carries nothing, is broken. Shown by D3-window: a wait
 * takes the bytes while the poster stands before its post, and the task reports them again. Verdict: MISREPORTED.
 */
public final class Snapshot extends ReviewedWriter {

    /** Opens the writer. */
    public Snapshot(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    protected void announce(long count) {
        post(() -> {
            long later = takeUnreported(true) - count;
            tellWritten(count + Math.max(0, later));
        });
    }
}
