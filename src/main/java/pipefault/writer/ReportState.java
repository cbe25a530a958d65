package pipefault.writer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Clock;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.writer.Reports.Report;

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

    /** So many posts refused in a row, and the pool no longer waits for the owner's loop. */
    private static final int MAX_REFUSALS = 20;

    /** After this time a task that has not run is taken for lost. */
    private static final int LOST_MILLIS = 1000;

    private final MutexLock lock;
    private final Clock clock;

    @GuardedBy("lock")
    private final WriterState state;

    @GuardedBy("lock")
    private boolean posted;

    @GuardedBy("lock")
    private long postedAt;

    @GuardedBy("lock")
    private int refusals;

    @GuardedBy("lock")
    private final List<PipeWriterException> unheard = new ArrayList<>();

    ReportState(MutexLock lock, WriterState state, Clock clock) {
        this.lock = lock;
        this.state = state;
        this.clock = clock;
    }

    /** Tells whether the caller has to post a task: there is something for the owner to do, and no task is on its way. */
    boolean takePost() {
        lock.lock();
        try {
            if (!state.isOpen() || !isOwnerNeeded()) {
                return false;
            }
            if (posted && clock.nanoTime() - postedAt < MILLISECONDS.toNanos(LOST_MILLIS)) {
                state.watch();
                return false;
            }
            posted = true;
            postedAt = clock.nanoTime();
            state.posters.add(Thread.currentThread());
            return true;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isOwnerNeeded() {
        boolean startable = state.accounts.next() != null && state.inFlight == null && state.issuer == null;
        return startable || !state.accounts.reports().isEmpty();
    }

    /**
     * Notes what became of a post; has the pool look after the task, or after the refusal.
     *
     * @return whether the caller has to do the task itself: the loop has refused it too often to wait for it any longer
     */
    boolean endPost(boolean taken) {
        lock.lock();
        try {
            state.posters.remove(Thread.currentThread());
            state.tellStopper();
            posted &= taken;
            refusals = taken ? 0 : refusals + 1;
            if (refusals == MAX_REFUSALS) {
                state.accounts
                        .reports()
                        .warning("the owner's loop refuses tasks; the thread pool does them", Win32Error.ERROR_SUCCESS);
            }
            boolean hopeless = refusals >= MAX_REFUSALS;
            state.taskWatchMillis = posted ? LOST_MILLIS : hopeless || taken ? Win32Error.INFINITE : RETRY_MILLIS;
            state.watch();
            return hopeless && state.isOpen();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the posted task runs. */
    void beginTask() {
        lock.lock();
        try {
            posted = false;
            state.taskWatchMillis = Win32Error.INFINITE;
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
                state.delivery.leave();
                state.tellStopper();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells the owner of a failed call that does not change what the writer does.
     *
     * <p>After the last word only a handle that could not be closed is worth an exception.
     */
    @Override
    public void failed(Win32Function function, int code) {
        lock.lock();
        try {
            if (state.accounts.reports().isOver()) {
                if (function == Win32Function.CLOSE_HANDLE) {
                    unheard.add(new PipeWriterException(function, code));
                }
            } else {
                state.accounts.reports().warning(function.windowsName() + " failed", code);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells of the handles that could not be closed since the last word.
     *
     * @throws PipeWriterException the first failure, with the others as suppressed ones; not if there was none
     */
    void throwUnheard() {
        lock.lock();
        try {
            if (!unheard.isEmpty()) {
                PipeWriterException first = unheard.get(0);
                unheard.subList(1, unheard.size()).forEach(first::addSuppressed);
                unheard.clear();
                throw first;
            }
        } finally {
            lock.unlock();
        }
    }
}
