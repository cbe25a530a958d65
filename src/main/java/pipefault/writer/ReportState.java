package pipefault.writer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Clock;
import pipefault.platform.Win32Function;
import pipefault.writer.Reports.Report;
import pipefault.writer.WriterState.Phase;

/**
 * What the owner is to hear, on which way, and who says it.
 *
 * <p>At most one task is on its way to the owner's loop. It carries nothing, so it does no harm if somebody else has
 * reported everything before it runs. The flag of a task is set before the mutex is let go, and cleared when the task runs:
 * a completion in between finds either the flag, and the task will see its bytes, or no flag, and posts again.
 */
final class ReportState implements Complaints {

    /** After this time the pool repeats a post that was refused. */
    private static final int RETRY_MILLIS = 50;

    /** After this time a task that has not run is taken for lost. */
    private static final int LOST_MILLIS = 1000;

    /** How often the pool sees to a post; after that the next completion, a wait or the end brings the news. */
    private static final int MAX_ATTEMPTS = 20;

    private final MutexLock lock;
    private final KernelObjects objects;
    private final Clock clock;

    @GuardedBy("lock")
    private final WriterState state;

    @GuardedBy("lock")
    private boolean posted;

    @GuardedBy("lock")
    private long postedAt;

    @GuardedBy("lock")
    private int attempts;

    ReportState(MutexLock lock, WriterState state, KernelObjects objects, Clock clock) {
        this.lock = lock;
        this.state = state;
        this.objects = objects;
        this.clock = clock;
    }

    /** Tells whether the caller has to post a task: there is something for the owner to do, and no task is on its way. */
    boolean takePost() {
        lock.lock();
        try {
            if (!state.isOpen() || !isOwnerNeeded()) {
                return false;
            }
            if (isOnItsWay()) {
                watchOver(LOST_MILLIS);
                return false;
            }
            posted = true;
            postedAt = clock.nanoTime();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isOwnerNeeded() {
        boolean startable = state.accounts.next() != null && state.inFlight == null && !state.issuing;
        return startable || !state.accounts.reports().isEmpty();
    }

    @GuardedBy("lock")
    private boolean isOnItsWay() {
        return posted && clock.nanoTime() - postedAt < MILLISECONDS.toNanos(LOST_MILLIS);
    }

    /** Notes whether a post was taken; has the pool see to it that the news arrives. */
    void postEnded(boolean taken) {
        lock.lock();
        try {
            posted &= taken;
            if (state.isOpen() && attempts++ < MAX_ATTEMPTS) {
                watchOver(taken ? LOST_MILLIS : RETRY_MILLIS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has the pool look again after a while; an operation in flight brings it back by itself, at its end. */
    @GuardedBy("lock")
    private void watchOver(int millis) {
        if (state.inFlight == null) {
            objects.armTimer(millis);
        }
    }

    /** Notes that the posted task runs. */
    void postArrived() {
        lock.lock();
        try {
            posted = false;
            attempts = 0;
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
            boolean stoppersTurn = !state.isOpen() && !state.isStopper() && !state.delivery.isMine();
            if (stoppersTurn
                    || state.delivery.isOthers()
                    || state.accounts.reports().isEmpty()) {
                return null;
            }
            state.delivery.enter();
            return state.accounts.reports().poll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next report; without one the turn ends in the same moment, so that no report falls between two turns. */
    @Nullable
    Report nextReport() {
        lock.lock();
        try {
            Report next = state.accounts.reports().poll();
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
        state.delivery.leave();
        state.tellStopper();
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
            if (state.phase == Phase.STOPPED) {
                throw new PipeWriterException(function, code);
            }
            state.accounts.reports().warning(function.windowsName() + " failed", code);
        } finally {
            lock.unlock();
        }
    }
}
