package pipefault.specimen;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;

/**
 * Defective on purpose: a model of how the reviewed writer behaves, with the weaknesses it was shipped with.
 *
 * <p>Two events, of which nobody looks whether they exist: an auto-reset one that the pool's wait watches, and a
 * manual-reset one for blocking waits. One OVERLAPPED for the life of the writer. The mutex is held while Windows is
 * called, over CancelIoEx and over warnings too. Posted tasks carry nothing. The pool starts the next block. There is no
 * way to tell the owner of an error.
 *
 * <p>Its weaknesses, by the scenario that shows them:
 *
 * <ul>
 *   <li>D1a-memory: stopping waits for callbacks, not for the I/O; closing gives memory back that the kernel owns.
 *   <li>D1b-callout: the warning about a failed cancel is given under the mutex.
 *   <li>D1c-stall: the mutex is held for as long as CancelIoEx takes.
 *   <li>D1d-restart: the cancelled block stays at the head of the queue, and the next write sends it again.
 *   <li>D2-event, D2b-sync-event: without the events a completion is never seen, and a wait gives up at once.
 *   <li>D4a-lost-error: an error empties the queue and nobody is told; bytes earned before are not reported either.
 *   <li>D4b-incomplete: 996 is an error like any other; memory that the kernel owns counts as free.
 * </ul>
 *
 * <p>The other specimens of the report replace one of the protected steps each. It is one long class because what it
 * models is one: a single mutex guards all of it, and the weaknesses lie where its parts meet.
 */
@Defective(
        value = "Behaves like the reviewed writer, the defects that are really in it included.",
        origin = "the defect report, what is really on the lines it names; a known class: a cancelled block sent again",
        run = "D1a-memory/cancel-lags",
        verdict = Verdict.MEMORY_UNSAFE,
        oracle = "ownership")
public class ReviewedWriter implements Subject {

    /** The largest part of a block that is written at once. */
    private static final int BUFFER_BYTES = 256 * 1024;

    private static final long NOTHING_TO_POST = -1;

    private final Platform platform;
    private final Win32Api win32;
    private final Handle pipe;
    private final Listener listener;
    private final Mutex mutex;
    private final Handle completionEvent;
    private final Handle syncEvent;
    private final @Nullable ThreadpoolWait wait;
    private final Operation operation;

    /** Guarded by the mutex, as are the next four. */
    private final BlockQueue queue = new BlockQueue();

    private boolean sequenceStarted;
    private int lastError;
    private boolean posted;
    private long unreported;

    /** Read without the mutex, too. */
    private volatile boolean stopped = true;

    /** Stands for the end of the object's life; only the owner thread looks. */
    private boolean destroyed;

    /** Opens the writer; what CreateEvent and CreateThreadpoolWait answer is used as it is. */
    public ReviewedWriter(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        this.win32 = platform.win32();
        this.pipe = pipe;
        this.listener = listener;
        mutex = platform.mutex("ReviewedWriter");
        completionEvent = win32.createEvent(false, false, null).rawHandle();
        syncEvent = win32.createEvent(true, false, null).rawHandle();
        operation = platform.operation(BUFFER_BYTES);
        operation.overlapped().setEvent(completionEvent);
        CallResult created = win32.createThreadpoolWait(this::onCompletion);
        wait = created.threadpoolWaitOrNull();
        if (wait == null) {
            listener.warning("CreateThreadpoolWait failed", created.lastError());
        }
    }

    @Override
    public boolean write(byte[] data) {
        if (destroyed) {
            throw new IllegalStateException("the writer does not exist any more");
        }
        long toPost;
        mutex.lock();
        try {
            if (!admitsMore()) {
                return false;
            }
            queue.add(data.clone());
            if (sequenceStarted) {
                return true;
            }
            stopped = false;
            startNext();
            toPost = claimPost(lastError);
        } finally {
            mutex.unlock();
        }
        if (toPost != NOTHING_TO_POST) {
            announce(toPost);
        }
        // Also when WriteFile has just failed.
        return true;
    }

    /** Tells whether data is accepted; the mutex is held. */
    protected boolean admitsMore() {
        return lastError == Win32Error.ERROR_SUCCESS;
    }

    /** Starts block after block until one is pending; the mutex is held, by the owner or by a thread of the pool. */
    private void startNext() {
        while (!queue.isEmpty()) {
            int length = queue.copyHeadTo(operation.data());
            CallResult started = win32.writeFile(pipe, operation.data(), 0, length, operation.overlapped());
            if (started.isPending()) {
                sequenceStarted = true;
                win32.setThreadpoolWait(existingWait(), completionEvent, Win32Error.INFINITE);
                return;
            }
            if (!started.ok()) {
                fail(started.lastError());
                return;
            }
            credit((int) started.count());
        }
    }

    /** Accounts bytes of the head block as written; the mutex is held. */
    protected final void credit(int bytes) {
        queue.advance(bytes);
        unreported += bytes;
    }

    /** Accounts the whole block that was being written; the mutex is held. */
    protected final void creditBlock() {
        credit(queue.headLength(BUFFER_BYTES));
    }

    /** Keeps an error for the next write, gives up what is queued, and warns under the mutex. */
    protected final void fail(int error) {
        lastError = error;
        queue.clear();
        if (error != Win32Error.ERROR_OPERATION_ABORTED) {
            listener.warning("a write failed", error);
        }
    }

    /** Runs on a thread of the pool. */
    private void onCompletion(int waitResult) {
        CallResult result = win32.getOverlappedResult(pipe, operation.overlapped(), false);
        int error = result.ok() ? Win32Error.ERROR_SUCCESS : result.lastError();
        int bytes = result.ok() ? (int) result.count() : 0;
        long toPost;
        mutex.lock();
        try {
            if (stopped) {
                return;
            }
            sequenceStarted = false;
            int seen = completed(error, bytes);
            if (seen == Win32Error.ERROR_SUCCESS) {
                startNext();
            }
            toPost = claimPost(lastError);
        } finally {
            mutex.unlock();
        }
        if (toPost != NOTHING_TO_POST) {
            announce(toPost);
        }
        CallResult unused = win32.setEvent(syncEvent);
    }

    /**
     * Accounts a completion; the mutex is held.
     *
     * @return the error as far as it keeps the next block from being started
     */
    protected int completed(int error, int bytes) {
        if (error == Win32Error.ERROR_SUCCESS) {
            credit(bytes);
        } else {
            fail(error);
        }
        return error;
    }

    private long claimPost(int error) {
        if (error != Win32Error.ERROR_SUCCESS || posted || unreported == 0) {
            return NOTHING_TO_POST;
        }
        posted = flagsBeforeUnlock();
        return unreported;
    }

    /** Tells when the flag of an outstanding post is set: before the mutex is let go, or by {@link #flagPosted} later. */
    protected boolean flagsBeforeUnlock() {
        return true;
    }

    /** Posts to the owner, after the mutex was let go; the count is what was unreported then. */
    protected void announce(long count) {
        post(this::onPost);
    }

    /** Queues a task for the owner; that it may be refused is not looked at. */
    protected final void post(Runnable task) {
        boolean unused = platform.loop().post(this, task);
    }

    /** Notes that a post is outstanding. */
    protected final void flagPosted() {
        mutex.lock();
        posted = true;
        mutex.unlock();
    }

    private void onPost() {
        boolean unused = report(true);
    }

    /** Takes the unreported bytes and tells the owner; tells whether there were any. */
    private boolean report(boolean fromPost) {
        long bytes = takeUnreported(fromPost);
        if (stopped || bytes == 0) {
            return false;
        }
        tellWritten(bytes);
        return true;
    }

    /** Takes the unreported bytes; the task of a post also clears its flag. */
    protected final long takeUnreported(boolean fromPost) {
        // Before the look at the state, so that a completion after the look is not missed.
        CallResult unused = win32.resetEvent(syncEvent);
        mutex.lock();
        try {
            posted &= !fromPost;
            long bytes = unreported;
            unreported = 0;
            return bytes;
        } finally {
            mutex.unlock();
        }
    }

    /** Calls the listener, unless the writer was stopped. */
    protected final void tellWritten(long bytes) {
        if (!stopped) {
            listener.written(bytes);
        }
    }

    @Override
    public long bytesPending() {
        mutex.lock();
        try {
            return queue.bytes() + unreported;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public boolean waitForWrite(Duration bound) {
        long deadline = platform.clock().nanoTime() + bound.toNanos();
        while (true) {
            if (report(false)) {
                return true;
            }
            long left = deadline - platform.clock().nanoTime();
            if (!isActive() || left <= 0) {
                return false;
            }
            CallResult woken = win32.waitForSingleObject(syncEvent, (int) ((left + 999_999) / 1_000_000));
            if (!woken.ok() || woken.value() != Win32Error.WAIT_OBJECT_0) {
                // WAIT_FAILED for a NULL event ends here as well.
                return false;
            }
        }
    }

    private boolean isActive() {
        mutex.lock();
        try {
            return sequenceStarted;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public void stop() {
        if (stopped) {
            return;
        }
        mutex.lock();
        stopped = true;
        boolean cancelled = sequenceStarted;
        if (cancelled) {
            win32.setThreadpoolWait(existingWait(), Handle.NULL, Win32Error.INFINITE);
            CallResult cancel = win32.cancelIoEx(pipe, operation.overlapped());
            if (!cancel.ok() && cancel.lastError() != Win32Error.ERROR_NOT_FOUND) {
                listener.warning("CancelIoEx failed", cancel.lastError());
            }
            // Whatever was answered: from here on the operation counts as over.
            sequenceStarted = false;
        }
        unlockAndJoin(cancelled);
    }

    /** Lets the mutex go and waits for the callbacks: the end of stopping. */
    protected void unlockAndJoin(boolean cancelled) {
        unlock();
        awaitCallbacks();
    }

    /** Lets the mutex go. */
    protected final void unlock() {
        mutex.unlock();
    }

    /** Waits for the running callbacks and drops those that have not started. */
    protected final void awaitCallbacks() {
        win32.waitForThreadpoolWaitCallbacks(existingWait(), true);
    }

    /** Waits without limit until the operation is over. */
    protected final void awaitOperation() {
        CallResult unused = win32.getOverlappedResult(pipe, operation.overlapped(), true);
    }

    @Override
    public void close() {
        if (destroyed) {
            return;
        }
        destroyed = true;
        stop();
        win32.closeThreadpoolWait(existingWait());
        CallResult unused = win32.closeHandle(completionEvent);
        unused = win32.closeHandle(syncEvent);
        platform.loop().removePosted(this);
        operation.release();
    }

    private ThreadpoolWait existingWait() {
        if (wait == null) {
            throw new IllegalStateException(
                    "a thread-pool call with a NULL wait object: Windows ends the process here");
        }
        return wait;
    }
}
