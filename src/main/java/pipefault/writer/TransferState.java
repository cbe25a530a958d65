package pipefault.writer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.writer.Visits.Fate;
import pipefault.writer.Visits.Leave;
import pipefault.writer.WriteQueue.Block;

/**
 * What is accepted, started, looked at and settled.
 *
 * <p>A transfer is used by several threads at once: the pool's callback, the owner that waits, the thread that stops.
 * Whoever settles it first accounts it; whoever leaves it last gives its memory back.
 */
final class TransferState {

    private final MutexLock lock;
    private final KernelObjects objects;

    @GuardedBy("lock")
    private final WriterState state;

    /** Whether the thread that stops has taken what there was to end. */
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
            if (next == null || !state.isOpen() || state.issuer != null || state.inFlight != null) {
                return null;
            }
            state.issuer = Thread.currentThread();
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
            state.issuer = null;
            return leave(Fate.KEPT);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the turn to start an operation: it is in flight, or it has ended at once. */
    Leave endTurn(Transfer transfer, Outcome outcome) {
        lock.lock();
        try {
            state.issuer = null;
            if (!outcome.isPending()) {
                state.accounts.account(outcome);
                return leave(Fate.RELEASE);
            }
            if (stopperHasLooked) {
                return new Leave(Fate.CANCEL, false);
            }
            state.inFlight = transfer;
            state.signalMeansNothing = false;
            // Armed after the start, never before: an immediate success is then seen once (fact TP17).
            state.watch();
            return leave(Fate.KEPT);
        } finally {
            lock.unlock();
        }
    }

    /** Leaves an operation that had to be ended by the thread that started it; tells the owner if there still is one. */
    Leave endLate(Transfer transfer, Outcome outcome) {
        lock.lock();
        try {
            boolean over = transfer.isOver();
            // It may have ended since it was asked.
            state.accounts.account(over && outcome.isPending() ? transfer.statusBlock() : outcome);
            if (over) {
                return leave(Fate.RELEASE);
            }
            warnOfHandOver();
            return leave(Fate.HAND_OVER);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the operation in flight for the pool to look at, until {@link #giveBack}; null if that is not its business. */
    @Nullable
    Transfer borrow() {
        lock.lock();
        try {
            if (state.ownerWaits) {
                state.watchLeftToOwner = true;
                return null;
            }
            return state.isOpen() ? lend(state.inFlight) : null;
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
            state.ownerWaits = true;
            return lend(state.inFlight);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait of the owner. */
    Leave endWait(Transfer transfer) {
        lock.lock();
        try {
            state.ownerWaits = false;
            if (state.watchLeftToOwner) {
                state.watch();
            }
            return leave(transfer);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the operation in flight for the thread that stops to end, until {@link #giveBack}; null if there is none. */
    @Nullable
    Transfer borrowToStop() {
        lock.lock();
        try {
            stopperHasLooked = true;
            return lend(state.inFlight);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private @Nullable Transfer lend(@Nullable Transfer transfer) {
        if (transfer != null) {
            transfer.users++;
            state.guests++;
        }
        return transfer;
    }

    /** Ends the use of a borrowed operation. */
    Leave giveBack(Transfer transfer) {
        lock.lock();
        try {
            return leave(transfer);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Leave leave(Transfer transfer) {
        transfer.users--;
        if (transfer.users > 0 || transfer == state.inFlight) {
            return leave(Fate.KEPT);
        }
        return leave(transfer.abandoned ? Fate.HAND_OVER : Fate.RELEASE);
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
     * Accounts what is known of an operation; tells whether it is still in flight.
     *
     * <p>Bytes count once, and an error is told even if another call saw it differently: no answer is dropped.
     */
    boolean settle(Transfer transfer, Outcome outcome) {
        return settle(transfer, outcome, !outcome.isPending() && transfer.isOver());
    }

    /** Treats an operation as over that nobody has settled; the thread that stops has made sure that it is. */
    void settleLast(Transfer transfer) {
        if (settle(transfer, Outcome.pending())) {
            boolean unused = settle(transfer, transfer.ask(), true);
        }
    }

    private boolean settle(Transfer transfer, Outcome outcome, boolean over) {
        lock.lock();
        try {
            boolean isWritten = outcome.kind() == Outcome.Kind.WRITTEN;
            if (!isWritten || !transfer.credited) {
                state.accounts.account(outcome);
            }
            transfer.credited |= isWritten;
            if (state.inFlight == transfer && over) {
                state.inFlight = null;
            }
            return state.inFlight == transfer;
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
                warnOfHandOver();
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void warnOfHandOver() {
        state.accounts
                .reports()
                .warning(
                        "the pending write did not end; its memory is left to its completion",
                        Win32Error.ERROR_SUCCESS);
    }

    /**
     * Has the pool look again at an operation that goes on.
     *
     * @param signalled whether its event was set, which then cannot have been by the kernel (fact GR16)
     */
    void lookAgain(Transfer transfer, boolean signalled) {
        lock.lock();
        try {
            if (state.inFlight == transfer) {
                state.signalMeansNothing |= signalled;
                state.watch();
            }
        } finally {
            lock.unlock();
        }
    }
}
