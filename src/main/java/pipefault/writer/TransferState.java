package pipefault.writer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.writer.WriteQueue.Block;

/**
 * What is accepted, started, looked at and settled.
 *
 * <p>A transfer is used by several threads at once: the pool's callback, the owner that waits, the thread that stops.
 * Whoever settles it first accounts it; whoever leaves it last gives its memory back.
 */
final class TransferState {

    /** How long the pool waits before it looks again where a signal cannot be trusted; doubled up to the maximum. */
    private static final int RECHECK_MILLIS = 50;

    private static final int MAX_DOUBLINGS = 4;

    /** What becomes of the memory of a transfer that a thread leaves. */
    enum Fate {
        KEPT,
        RELEASE,
        HAND_OVER
    }

    /**
     * What a thread has to do that leaves.
     *
     * @param fate what to do with the memory of its transfer
     * @param last whether it has to take the kernel objects down, as the last one
     */
    record Leave(Fate fate, boolean last) {}

    private final MutexLock lock;
    private final KernelObjects objects;

    @GuardedBy("lock")
    private final WriterState state;

    @GuardedBy("lock")
    private int rechecks;

    /** Whether the signal of the operation in flight could not be taken away: then only time makes the pool look again. */
    @GuardedBy("lock")
    private boolean signalStuck;

    /** Whether the owner waits for the operation in flight: then it is the one that asks how it ended, and the pool is not. */
    @GuardedBy("lock")
    private boolean ownerWaits;

    /** Whether a callback came while the owner was waiting, so that the wait has to be armed again. */
    @GuardedBy("lock")
    private boolean poolTurnedAway;

    /** Whether the thread that stops has taken what there was to end: what starts later is left to its completion. */
    @GuardedBy("lock")
    private boolean stopperHasLooked;

    TransferState(MutexLock lock, WriterState state, KernelObjects objects) {
        this.lock = lock;
        this.state = state;
        this.objects = objects;
    }

    /** See {@link Accounts#accept}. */
    boolean accept(byte[] data, long limit) {
        lock.lock();
        try {
            return state.accounts.accept(data, limit);
        } finally {
            lock.unlock();
        }
    }

    /** See {@link Accounts#pending}. */
    long pendingBytes() {
        lock.lock();
        try {
            return state.accounts.pending();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the turn to start an operation, if there is something to start and nothing in flight. */
    @Nullable
    Block takeTurn() {
        lock.lock();
        try {
            Block next = state.accounts.next();
            if (next == null || !state.isOpen() || state.issuing || state.inFlight != null) {
                return null;
            }
            state.issuing = true;
            state.guests++;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the turn to start an operation without having started one. */
    Leave endTurn() {
        lock.lock();
        try {
            state.issuing = false;
            return leave(Fate.KEPT);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the turn to start an operation: it is in flight, or it has ended at once. */
    Leave endTurn(Transfer transfer, Outcome outcome) {
        lock.lock();
        try {
            state.issuing = false;
            if (!outcome.isPending()) {
                state.accounts.account(outcome);
                return leave(Fate.RELEASE);
            }
            if (stopperHasLooked) {
                // The thread that stops has given up waiting for this start; nobody will look at it again.
                return leave(Fate.HAND_OVER);
            }
            state.inFlight = transfer;
            rechecks = 0;
            if (state.isOpen()) {
                // After the start, never before: an immediate success is then seen once (fact TP17), and an event that
                // is set by now fires all the same (fact TP03).
                objects.arm(Win32Error.INFINITE);
            }
            return leave(Fate.KEPT);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the operation in flight for use until {@link #giveBack}.
     *
     * @return null if there is none, or if it is for another thread to look at: the one that stops, or the owner that waits
     */
    @Nullable
    Transfer borrow() {
        lock.lock();
        try {
            if (state.isOpen() && ownerWaits) {
                poolTurnedAway = true;
                return null;
            }
            stopperHasLooked |= state.isStopper();
            return state.isOpen() || state.isStopper() ? lend(state.inFlight) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the operation in flight for the owner to wait for, until {@link #endWait}; null if there is none. */
    @Nullable
    Transfer borrowToWait() {
        lock.lock();
        try {
            if (!state.isOpen() || state.accounts.hasFailed() || state.inFlight == null) {
                return null;
            }
            ownerWaits = true;
            return lend(state.inFlight);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait of the owner. */
    Leave endWait(Transfer transfer) {
        lock.lock();
        try {
            ownerWaits = false;
            if (poolTurnedAway && isCurrent(transfer)) {
                objects.arm(Win32Error.INFINITE);
            }
            poolTurnedAway = false;
        } finally {
            lock.unlock();
        }
        return giveBack(transfer);
    }

    @GuardedBy("lock")
    private @Nullable Transfer lend(@Nullable Transfer transfer) {
        if (transfer != null) {
            transfer.users++;
            state.guests++;
        }
        return transfer;
    }

    /** Ends the use of an operation that was borrowed. */
    Leave giveBack(Transfer transfer) {
        lock.lock();
        try {
            transfer.users--;
            if (transfer.users > 0 || transfer == state.inFlight) {
                return leave(Fate.KEPT);
            }
            return leave(transfer.abandoned ? Fate.HAND_OVER : Fate.RELEASE);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Leave leave(Fate fate) {
        state.guests--;
        state.tellStopper();
        if (fate == Fate.HAND_OVER) {
            objects.keepCompletion();
        }
        return new Leave(fate, state.closing && state.guests == 0);
    }

    /**
     * Accounts what is known of an operation, unless another thread was faster; tells whether it is still in flight.
     *
     * <p>An error is told all the same: what a call has answered is not dropped because another call saw it differently.
     */
    boolean settle(Transfer transfer, Outcome outcome) {
        lock.lock();
        try {
            boolean current = state.inFlight == transfer;
            if (current || outcome.kind() == Outcome.Kind.FAILED) {
                state.accounts.account(outcome);
            }
            if (current && !outcome.isPending() && transfer.isOver()) {
                state.inFlight = null;
            }
            return state.inFlight == transfer;
        } finally {
            lock.unlock();
        }
    }

    /** Treats an operation as over that nobody has settled; the thread that stops has made sure that it is. */
    void settleLast(Transfer transfer) {
        if (!settle(transfer, Outcome.pending())) {
            return;
        }
        Outcome outcome = transfer.ask();
        lock.lock();
        try {
            if (state.inFlight == transfer) {
                state.accounts.account(outcome);
                state.inFlight = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up waiting for an operation, wakes others that wait for it, and leaves its memory to the late completion. */
    void abandon(Transfer transfer) {
        lock.lock();
        try {
            if (state.inFlight == transfer) {
                transfer.abandoned = true;
                state.inFlight = null;
                state.note(Win32Function.SET_EVENT, objects.setCompletion());
                state.accounts
                        .reports()
                        .warning("the pending write did not end; its memory is left to its completion", 0);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes away a signal that cannot be the kernel's; tells whether the operation is still the one in flight. */
    boolean takeSignalAway(Transfer transfer) {
        lock.lock();
        try {
            if (!isCurrent(transfer)) {
                return false;
            }
            CallResult reset = objects.resetCompletion();
            state.note(Win32Function.RESET_EVENT, reset);
            signalStuck = !reset.ok();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a signal that was the kernel's after all: the owner may be waiting for it. */
    void giveSignalBack(Transfer transfer) {
        lock.lock();
        try {
            if (isCurrent(transfer)) {
                state.note(Win32Function.SET_EVENT, objects.setCompletion());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes the pool look again at the next signal, and after a while without one. */
    void lookAgainLater(Transfer transfer) {
        lock.lock();
        try {
            if (!isCurrent(transfer)) {
                return;
            }
            int millis = RECHECK_MILLIS << rechecks;
            rechecks = Math.min(rechecks + 1, MAX_DOUBLINGS);
            if (signalStuck) {
                objects.armTimer(millis);
            } else {
                objects.arm(millis);
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isCurrent(Transfer transfer) {
        return state.inFlight == transfer && state.isOpen();
    }
}
