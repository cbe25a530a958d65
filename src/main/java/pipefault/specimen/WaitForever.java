package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: stopping waits for the end of the operation without limit, whether or not it could be cancelled.
 */
@Defective(
        value = "Stops by waiting without a limit for the end of the operation, even after a failed cancel.",
        origin = "the generations before the reviewed writer, and the reader beside it",
        run = "D1-deadlock/pending",
        verdict = Verdict.STUCK,
        oracle = "termination")
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
