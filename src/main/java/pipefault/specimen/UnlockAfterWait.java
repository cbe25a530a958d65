package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Mutex;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without "unlock before you wait for callbacks".
 */
@Defective(
        value = "Is the recovering writer, but waits for callbacks before it unlocks.",
        origin = "the recovering writer without one of its decisions",
        run = "D1-deadlock/waited-for",
        script = "plain/quiet-listener",
        verdict = Verdict.STUCK,
        oracle = "termination")
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
