package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: stopping waits for the callbacks while it holds the mutex that they need.
 *
 * <p>A callback stands before its lock when stopping begins to wait (fact TP13); that the cancel fails does not matter.
 */
@Defective(
        value = "Stops by waiting for the callbacks while it holds the mutex that they need.",
        origin = "the defect report, claim 1 as it is reported",
        run = "D1-deadlock/dispatched",
        verdict = Verdict.STUCK,
        oracle = "termination")
public final class WaitUnderLock extends ReviewedWriter {

    /** Opens the writer. */
    public WaitUnderLock(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    protected void unlockAndJoin(boolean cancelled) {
        awaitCallbacks();
        unlock();
    }
}
