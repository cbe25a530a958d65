package pipefault.writer;

import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Function;

/**
 * What the threads of a writer share; not thread-safe.
 *
 * <p>{@link TransferState}, {@link ReportState} and {@link StopState} guard it with the one mutex of the writer: each of
 * their methods is one critical section, and each decision is made in one of them. Under the mutex nothing is written,
 * asked, cancelled or waited for, and nobody is called. Only events are set and reset and the wait is armed: that does not
 * block, and must not meet another operation than the one that was looked at.
 */
final class WriterState {

    /** How far a writer is. */
    enum Phase {
        OPEN,
        STOPPING,
        STOPPED
    }

    final Accounts accounts;
    final DeliveryTurn delivery = new DeliveryTurn();
    Phase phase = Phase.OPEN;

    /** The thread that stops the writer. */
    @Nullable
    Thread stopper;

    /** The operation that the kernel has. */
    @Nullable
    Transfer inFlight;

    /** Whether a thread is about to start the next operation. */
    boolean issuing;

    /** How many threads use the kernel objects or the pipe handle outside of the mutex. */
    int guests;

    /** Whether the kernel objects are to be closed by the last guest, or are closed. */
    boolean closing;

    private final KernelObjects objects;

    WriterState(KernelObjects objects, WriterSteps steps) {
        this.objects = objects;
        accounts = new Accounts(steps);
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isStopper() {
        return stopper == Thread.currentThread();
    }

    /** Wakes the thread that stops, which waits for others to leave. */
    void tellStopper() {
        if (phase == Phase.STOPPING && !closing) {
            note(Win32Function.SET_EVENT, objects.setExit());
        }
    }

    /** Tells the owner of a call that failed without changing what the writer does. */
    void note(Win32Function function, CallResult result) {
        if (!result.ok()) {
            accounts.reports().warning(function.windowsName() + " failed", result.lastError());
        }
    }
}
