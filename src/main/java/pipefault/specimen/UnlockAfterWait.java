package pipefault.specimen;

import pipefault.platform.Mutex;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without "unlock before you wait for callbacks".
 *
 * <p>Origin: one fix taken out of the recovering writer. Shown by a callback that is held before GetOverlappedResult until
 * stopping waits for it: {@code GetOverlappedResult@pool#1 -> hold(before, in-callback, until
 * WaitForThreadpoolWaitCallbacks#1)}. Verdict: STUCK.
 */
public final class UnlockAfterWait extends WriterSteps {

    /** Creates the steps. */
    public UnlockAfterWait() {}

    @Override
    public void awaitCallbacks(Mutex mutex, Runnable wait) {
        mutex.lock();
        try {
            wait.run();
        } finally {
            mutex.unlock();
        }
    }
}
