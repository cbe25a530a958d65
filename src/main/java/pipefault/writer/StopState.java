package pipefault.writer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.stream.Stream;
import pipefault.writer.WriterState.Phase;

/** Who stops the writer, who is still inside, and how far it is. */
final class StopState {

    /** Who is to stop a writer. */
    enum Turn {
        /** The caller. */
        MINE,
        /** Another thread, which has begun; the caller waits for it. */
        OTHERS,
        /** Nobody: it is done, or the caller is in the middle of it. */
        NOBODY
    }

    private final MutexLock lock;
    private final KernelObjects objects;

    @GuardedBy("lock")
    private final WriterState state;

    /** How many threads wait for the stop of another one. */
    @GuardedBy("lock")
    private int latecomers;

    StopState(MutexLock lock, WriterState state, KernelObjects objects) {
        this.lock = lock;
        this.state = state;
        this.objects = objects;
    }

    /** Begins to stop: from here on nothing is accepted, started or armed. */
    Turn begin() {
        lock.lock();
        try {
            if (state.phase == Phase.STOPPED || state.isStopper()) {
                return Turn.NOBODY;
            }
            if (state.phase == Phase.STOPPING) {
                latecomers++;
                if (state.delivery.isMine()) {
                    // Inside the listener: the thread that stops must not wait for this one, which waits for it.
                    state.delivery.lend();
                    state.tellStopper();
                }
                return Turn.OTHERS;
            }
            state.phase = Phase.STOPPING;
            state.stopper = Thread.currentThread();
            state.accounts.stop();
            return Turn.MINE;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether stopping has ended. */
    boolean isStopped() {
        lock.lock();
        try {
            return state.phase == Phase.STOPPED;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait for another thread's stop; tells whether the caller has to close the event of that wait. */
    boolean endLate() {
        lock.lock();
        try {
            latecomers--;
            return state.phase == Phase.STOPPED && latecomers == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether no thread is starting an operation. */
    boolean isNobodyIssuing() {
        lock.lock();
        try {
            return state.issuer == null;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether no other callback is inside foreign code (the owner's loop, the listener) or starts a write. */
    boolean isNoCallbackOutside() {
        lock.lock();
        try {
            Thread issuer = state.issuer;
            return !state.delivery.isOthers(objects::isCallback)
                    && othersPosting().noneMatch(objects::isCallback)
                    && (issuer == null || !objects.isCallback(issuer));
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether nobody else uses kernel objects, posts or calls the listener. */
    boolean isAlone() {
        lock.lock();
        try {
            return state.guests == 0
                    && !state.delivery.isOthers()
                    && othersPosting().findAny().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Stream<Thread> othersPosting() {
        return state.posters.stream().filter(thread -> thread != Thread.currentThread());
    }

    /** Tells whether no thread uses kernel objects or the pipe handle. */
    boolean isVacant() {
        lock.lock();
        try {
            return state.guests == 0;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link Accounts#isAnythingWritten}. */
    boolean isAnythingWritten() {
        lock.lock();
        try {
            return state.accounts.isAnythingWritten();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to close the kernel objects; tells whether the caller has to, or else the last guest will. */
    boolean beginClosing() {
        lock.lock();
        try {
            state.closing = true;
            return state.guests == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the end of the writer the last report. */
    void addLastWords() {
        lock.lock();
        try {
            state.accounts.reports().closed();
        } finally {
            lock.unlock();
        }
    }

    /** Ends stopping; tells whether the caller has to close the event that other stopping threads wait for. */
    boolean end() {
        lock.lock();
        try {
            state.phase = Phase.STOPPED;
            state.stopper = null;
            return latecomers == 0;
        } finally {
            lock.unlock();
        }
    }
}
