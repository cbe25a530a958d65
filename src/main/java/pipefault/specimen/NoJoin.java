package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: stopping does not wait for the callbacks that are running.
 *
 * <p>The writer is closed while a callback stands before its post, which then reaches the loop of a writer that does not exist any
 * more.
 */
@Defective(
        value = "Stops without waiting for the callbacks that run, so that news comes after the end.",
        origin = "the defect report, claim 3, fourth invariant",
        run = "D3-window/closed-in-between",
        verdict = Verdict.MISREPORTED,
        oracle = "notification")
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
