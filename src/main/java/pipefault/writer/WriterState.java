package pipefault.writer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;
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

    /** After this time the pool looks again where a signal cannot be trusted. */
    private static final int RECHECK_MILLIS = 50;

    final Accounts accounts;
    final DeliveryTurn delivery = new DeliveryTurn();
    Phase phase = Phase.OPEN;

    /** The thread that stops the writer. */
    @Nullable
    Thread stopper;

    /** The operation that the kernel has. */
    @Nullable
    Transfer inFlight;

    /** The thread that is about to start the next operation. */
    @Nullable
    Thread issuer;

    /** Whether the owner waits for the operation in flight: then the owner asks how it ended, and not the pool. */
    boolean ownerWaits;

    /** Whether the wait of the pool has to be armed again when the owner has done waiting. */
    boolean watchLeftToOwner;

    /** Whether somebody else has set the event of the operation in flight: then only time makes the pool look again. */
    boolean signalMeansNothing;

    /** After which time the pool has to look after a task of the owner's loop; INFINITE if there is nothing to look after. */
    int taskWatchMillis = Win32Error.INFINITE;

    /** The threads that are inside the owner's loop, which is foreign code; once for each call. */
    final List<Thread> posters = new ArrayList<>();

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

    /**
     * Arms the wait of the pool for what comes first: the end of the operation in flight, or the time to look again.
     *
     * <p>Arming replaces (fact TP08), so this is called whenever the answer may be another one. An event that is set by
     * now fires all the same (fact TP03).
     */
    void watch() {
        watchLeftToOwner = ownerWaits;
        if (!isOpen() || ownerWaits) {
            return;
        }
        if (inFlight != null && !signalMeansNothing) {
            objects.arm(taskWatchMillis);
        } else if (inFlight != null) {
            objects.armTimer(RECHECK_MILLIS);
        } else if (taskWatchMillis != Win32Error.INFINITE) {
            objects.armTimer(taskWatchMillis);
        }
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
