package pipefault.writer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Clock;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.writer.Reports.Report;
import pipefault.writer.WriteQueue.Block;

/**
 * Everything that the threads of a writer share, and every decision about it; each method is one critical section.
 *
 * <p>Under the lock nothing is written, asked, cancelled or waited for, and nobody is called. Only events are set and reset
 * and the wait is armed: that does not block, and must not meet another operation than the one that was looked at.
 *
 * <p>A transfer is used by several threads at once: the pool's callback, the owner that waits, the thread that stops.
 * Whoever settles it first accounts it; whoever leaves it last gives its memory back.
 */
final class WriterState implements Complaints {

    /** How long the pool waits before it looks again where a signal cannot be trusted; doubled up to the maximum. */
    private static final int RECHECK_MILLIS = 50;

    private static final int MAX_RECHECK_MILLIS = 1000;

    /** After this time a posted task that has not run is taken for lost. */
    private static final int LOST_POST_MILLIS = 1000;

    /** How often the pool repeats a post; after that the next completion, a wait or the end brings the news. */
    private static final int MAX_POST_ATTEMPTS = 20;

    private enum Phase {
        OPEN,
        STOPPING,
        STOPPED
    }

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

    /** Who is to stop a writer. */
    enum StopTurn {
        /** The caller. */
        MINE,
        /** Another thread, which has begun; the caller waits for it. */
        OTHERS,
        /** Nobody: it is done, or the caller is in the middle of it. */
        NOBODY
    }

    private final MutexLock lock;
    private final KernelObjects objects;
    private final Clock clock;

    @GuardedBy("lock")
    private final Accounts accounts;

    @GuardedBy("lock")
    private final DeliveryTurn delivery = new DeliveryTurn();

    @GuardedBy("lock")
    private Phase phase = Phase.OPEN;

    /** The operation that the kernel has. */
    @GuardedBy("lock")
    private @Nullable Transfer inFlight;

    /** Whether a thread is about to start the next operation. */
    @GuardedBy("lock")
    private boolean issuing;

    /** How many threads use the kernel objects or the pipe handle outside of the lock. */
    @GuardedBy("lock")
    private int guests;

    /** Whether the kernel objects are to be closed by the last guest, or are closed. */
    @GuardedBy("lock")
    private boolean closing;

    @GuardedBy("lock")
    private boolean posted;

    @GuardedBy("lock")
    private long postedAt;

    @GuardedBy("lock")
    private int postAttempts;

    @GuardedBy("lock")
    private int rechecks;

    /** Whether the signal of the operation in flight could not be taken away: then only time makes the pool look again. */
    @GuardedBy("lock")
    private boolean signalStuck;

    @GuardedBy("lock")
    private @Nullable Thread stopper;

    /** How many threads wait for the stop of another one. */
    @GuardedBy("lock")
    private int latecomers;

    WriterState(MutexLock lock, KernelObjects objects, Clock clock, WriterSteps steps) {
        this.lock = lock;
        this.objects = objects;
        this.clock = clock;
        accounts = new Accounts(steps);
    }

    /** See {@link Accounts#accept}. */
    boolean accept(byte[] data, long limit) {
        lock.lock();
        try {
            return accounts.accept(data, limit);
        } finally {
            lock.unlock();
        }
    }

    long pendingBytes() {
        lock.lock();
        try {
            return accounts.pending();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the turn to start an operation, if there is something to start and nothing in flight. */
    @Nullable
    Block takeTurn() {
        lock.lock();
        try {
            Block next = accounts.next();
            if (next == null || phase != Phase.OPEN || issuing || inFlight != null) {
                return null;
            }
            issuing = true;
            guests++;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the turn to start an operation without having started one. */
    Leave endTurn() {
        lock.lock();
        try {
            issuing = false;
            return leave(Fate.KEPT);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the turn to start an operation: it is in flight, or it has ended at once. */
    Leave endTurn(Transfer transfer, Outcome outcome) {
        lock.lock();
        try {
            issuing = false;
            if (!outcome.isPending()) {
                accounts.account(outcome);
                return leave(Fate.RELEASE);
            }
            if (closing) {
                // The thread that stops has given up waiting for this start; nobody will look at it again.
                return leave(Fate.HAND_OVER);
            }
            inFlight = transfer;
            rechecks = 0;
            if (phase == Phase.OPEN) {
                // After the start, never before: an immediate success is then seen once (fact TP17), and an event that
                // is set by now fires all the same (fact TP03).
                objects.arm(Win32Error.INFINITE);
            }
            return leave(Fate.KEPT);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the operation in flight for use until {@link #giveBack}; null if there is none or it is the stopper's. */
    @Nullable
    Transfer borrow() {
        lock.lock();
        try {
            if (inFlight == null || (phase != Phase.OPEN && stopper != Thread.currentThread())) {
                return null;
            }
            inFlight.users++;
            guests++;
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the operation in flight for the owner to wait for; null if there is nothing to wait for. */
    @Nullable
    Transfer borrowToWait() {
        lock.lock();
        try {
            if (inFlight == null || phase != Phase.OPEN || accounts.hasFailed()) {
                return null;
            }
            inFlight.users++;
            guests++;
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the use of an operation that was borrowed. */
    Leave giveBack(Transfer transfer) {
        lock.lock();
        try {
            transfer.users--;
            if (transfer.users > 0 || transfer == inFlight) {
                return leave(Fate.KEPT);
            }
            return leave(transfer.abandoned ? Fate.HAND_OVER : Fate.RELEASE);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Leave leave(Fate fate) {
        guests--;
        tellStopper();
        if (fate == Fate.HAND_OVER) {
            objects.keepCompletion();
        }
        return new Leave(fate, closing && guests == 0);
    }

    /** Accounts what is known of an operation, unless another thread was faster; tells whether it is still in flight. */
    boolean settle(Transfer transfer, Outcome outcome) {
        lock.lock();
        try {
            if (inFlight == transfer && !outcome.isPending()) {
                accounts.account(outcome);
                if (transfer.isOver()) {
                    inFlight = null;
                }
            }
            return inFlight == transfer;
        } finally {
            lock.unlock();
        }
    }

    /** Accounts an operation and treats it as over: the thread that stops has made sure that it is. */
    void settleLast(Transfer transfer, Outcome outcome) {
        lock.lock();
        try {
            if (inFlight == transfer) {
                accounts.account(outcome);
                inFlight = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up waiting for an operation: its memory is left to the late completion. */
    void abandon(Transfer transfer) {
        lock.lock();
        try {
            if (inFlight == transfer) {
                transfer.abandoned = true;
                inFlight = null;
                accounts.reports().warning("the pending write did not end; its memory is left to its completion", 0);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes away a signal that cannot be the kernel's; tells whether the operation is still the one in flight. */
    boolean takeSignalAway(Transfer transfer) {
        lock.lock();
        try {
            boolean current = inFlight == transfer && phase == Phase.OPEN;
            if (current) {
                CallResult reset = objects.resetCompletion();
                note(Win32Function.RESET_EVENT, reset);
                signalStuck = !reset.ok();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a signal that was the kernel's after all: the owner may be waiting for it. */
    void giveSignalBack(Transfer transfer) {
        lock.lock();
        try {
            if (inFlight == transfer && phase == Phase.OPEN) {
                note(Win32Function.SET_EVENT, objects.setCompletion());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes the pool look again at the next signal, and after a while without one. */
    void lookAgainLater(Transfer transfer) {
        lock.lock();
        try {
            if (inFlight == transfer && phase == Phase.OPEN) {
                int millis = Math.min(MAX_RECHECK_MILLIS, RECHECK_MILLIS << rechecks);
                if (signalStuck) {
                    objects.armTimer(millis);
                } else {
                    objects.arm(millis);
                }
                rechecks = Math.min(rechecks + 1, 5);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells whether the caller has to post a task: there is news for the owner, and no task is on its way.
     *
     * <p>A task that has not run for long counts as lost: another one does no harm, since it carries nothing.
     */
    boolean takePost() {
        lock.lock();
        try {
            boolean news = !accounts.reports().isEmpty() || (accounts.next() != null && inFlight == null && !issuing);
            boolean onItsWay = posted && clock.nanoTime() - postedAt < MILLISECONDS.toNanos(LOST_POST_MILLIS);
            if (!news || onItsWay || phase != Phase.OPEN) {
                return false;
            }
            posted = true;
            postedAt = clock.nanoTime();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Notes whether a post was taken; makes the pool see to it that the news arrives. */
    void postEnded(boolean taken) {
        lock.lock();
        try {
            posted &= taken;
            if (phase != Phase.OPEN || postAttempts++ >= MAX_POST_ATTEMPTS) {
                return;
            }
            if (inFlight == null) {
                objects.armTimer(taken ? LOST_POST_MILLIS : RECHECK_MILLIS);
            } else if (!taken) {
                objects.arm(RECHECK_MILLIS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the posted task runs. */
    void postArrived() {
        lock.lock();
        try {
            posted = false;
            postAttempts = 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the turn to call the listener, and the first report.
     *
     * @return null if nothing is due, or if it is another thread's turn: that one will see all that is due, or the thread
     *     that stops will
     */
    @Nullable
    Report firstReport() {
        lock.lock();
        try {
            boolean stoppersTurn = phase != Phase.OPEN && stopper != Thread.currentThread() && !delivery.isMine();
            if (stoppersTurn || delivery.isOthers() || accounts.reports().isEmpty()) {
                return null;
            }
            delivery.enter();
            return accounts.reports().poll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next report; without one the turn ends in the same moment, so that no report falls between two turns. */
    @Nullable
    Report nextReport() {
        lock.lock();
        try {
            Report next = accounts.reports().poll();
            if (next == null) {
                leaveDelivery();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the turn because the listener threw. */
    void breakDelivery() {
        lock.lock();
        try {
            leaveDelivery();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void leaveDelivery() {
        delivery.leave();
        tellStopper();
    }

    /** Wakes the thread that stops, which waits for others to leave. */
    @GuardedBy("lock")
    private void tellStopper() {
        if (phase == Phase.STOPPING && !closing) {
            note(Win32Function.SET_EVENT, objects.setExit());
        }
    }

    /** Begins to stop: from here on nothing is accepted, started or armed. */
    StopTurn beginStop() {
        lock.lock();
        try {
            if (phase == Phase.STOPPED || stopper == Thread.currentThread()) {
                return StopTurn.NOBODY;
            }
            if (phase == Phase.STOPPING) {
                latecomers++;
                if (delivery.isMine()) {
                    delivery.lend();
                    tellStopper();
                }
                return StopTurn.OTHERS;
            }
            phase = Phase.STOPPING;
            stopper = Thread.currentThread();
            accounts.stop();
            return StopTurn.MINE;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait for another thread's stop; tells whether the caller has to close the event of that wait. */
    boolean endLateStop() {
        lock.lock();
        try {
            latecomers--;
            return phase == Phase.STOPPED && latecomers == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether no thread is starting an operation. */
    boolean isNobodyIssuing() {
        lock.lock();
        try {
            return !issuing;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether the thread that stops is alone: nobody else uses kernel objects or calls the listener. */
    boolean isStopperAlone() {
        lock.lock();
        try {
            return guests == 0 && !delivery.isOthers();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether no thread uses kernel objects or the pipe handle. */
    boolean isVacant() {
        lock.lock();
        try {
            return guests == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether the peer may hold bytes unread that were reported as written. */
    boolean isAnythingWritten() {
        lock.lock();
        try {
            return accounts.isAnythingWritten();
        } finally {
            lock.unlock();
        }
    }

    /** See {@link Accounts#tearDown}. */
    void tearDown() {
        lock.lock();
        try {
            accounts.tearDown();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the pool from coming back. */
    void disarm() {
        lock.lock();
        try {
            objects.disarm();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to close the kernel objects; tells whether the caller has to, or else the last guest will. */
    boolean beginClosing() {
        lock.lock();
        try {
            closing = true;
            return guests == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the end of the writer known to the listener. */
    void sayLastWords() {
        lock.lock();
        try {
            accounts.reports().closed();
        } finally {
            lock.unlock();
        }
    }

    /** Ends stopping; tells whether the caller has to close the event that other stopping threads wait for. */
    boolean endStop() {
        lock.lock();
        try {
            phase = Phase.STOPPED;
            stopper = null;
            if (latecomers == 0) {
                return true;
            }
            CallResult unused = objects.setStopped();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells the owner of a failed call that does not change what the writer does.
     *
     * @throws PipeWriterException if the writer has said its last word
     */
    @Override
    public void failed(Win32Function function, int code) {
        lock.lock();
        try {
            if (phase == Phase.STOPPED) {
                throw new PipeWriterException(function, code);
            }
            accounts.reports().warning(function.windowsName() + " failed", code);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void note(Win32Function function, CallResult result) {
        if (!result.ok()) {
            accounts.reports().warning(function.windowsName() + " failed", result.lastError());
        }
    }
}
