package pipefault.specimen;

import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Mutex;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.scenario.Listener;

/**
 * The steps in which {@link Skeleton} deals with Windows, each right as it stands; a specimen replaces one of them.
 *
 * <p>A step is called without the mutex, unless its text says otherwise.
 */
abstract class SkeletonSteps {

    /** The largest part of a block that is written at once. */
    static final int BLOCK_BYTES = 256 * 1024;

    final Platform platform;
    final Win32Api win32;
    final Handle pipe;
    final Listener listener;
    final Mutex mutex;
    private final Set<Thread> callbacks = ConcurrentHashMap.newKeySet();

    SkeletonSteps(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        this.win32 = platform.win32();
        this.pipe = pipe;
        this.listener = listener;
        mutex = platform.mutex("Skeleton");
    }

    /** Does something under the mutex. */
    final void locked(Runnable body) {
        mutex.lock();
        try {
            body.run();
        } finally {
            mutex.unlock();
        }
    }

    /** Asks something under the mutex. */
    final boolean isTrue(BooleanSupplier body) {
        mutex.lock();
        try {
            return body.getAsBoolean();
        } finally {
            mutex.unlock();
        }
    }

    /** Creates an event. */
    CallResult createEvent() {
        return win32.createEvent(true, false, null);
    }

    /** Takes the event out of what CreateEvent answered. */
    Handle eventOf(CallResult created) {
        Handle event = created.handleOrNull();
        if (event == null) {
            throw new Refusal(Win32Function.CREATE_EVENT, created);
        }
        return event;
    }

    /** Takes the wait object out of what CreateThreadpoolWait answered. */
    ThreadpoolWait waitOf(CallResult created) {
        ThreadpoolWait wait = created.threadpoolWaitOrNull();
        if (wait == null) {
            throw new Refusal(Win32Function.CREATE_THREADPOOL_WAIT, created);
        }
        return wait;
    }

    /**
     * Closes what was created before the opening failed.
     *
     * @param why takes in what cannot be closed
     */
    void giveBack(Deque<Handle> taken, Refusal why) {
        for (Handle event : taken) {
            CallResult closed = win32.closeHandle(event);
            if (!closed.ok()) {
                why.addSuppressed(new Refusal(Win32Function.CLOSE_HANDLE, closed));
            }
        }
    }

    /** Makes the caller's data the writer's own. */
    byte[] keep(byte[] data) {
        return data.clone();
    }

    /** Returns the memory for the next write; the mutex is held. */
    Operation operationFor(int length) {
        return platform.operation(length);
    }

    /** Starts a write. */
    CallResult start(Operation operation, int length) {
        return win32.writeFile(pipe, operation.data(), 0, length, operation.overlapped());
    }

    /** Tells whether a write that was just started goes on. */
    boolean isPending(CallResult started) {
        return started.isPending();
    }

    /** Asks how a write ended; its memory knows where an answer decides nothing. */
    CallResult ask(Operation operation) {
        CallResult answer = win32.getOverlappedResult(pipe, operation.overlapped(), false);
        boolean known = isUndecided(answer) && operation.overlapped().hasIoCompleted();
        return known ? statusOf(operation.overlapped()) : answer;
    }

    private static CallResult statusOf(Overlapped overlapped) {
        int error = NtStatus.toWin32Error(overlapped.internal());
        return error == Win32Error.ERROR_SUCCESS
                ? CallResult.success(overlapped.internalHigh())
                : CallResult.failure(error);
    }

    /** Tells whether an answer decides nothing. */
    boolean isUndecided(CallResult answer) {
        return !answer.ok() && answer.lastError() == Win32Error.ERROR_IO_INCOMPLETE;
    }

    /** Tells how many bytes an answered write has brought; the mutex is held. */
    long bytesOf(CallResult answer, int asked) {
        return answer.count();
    }

    /** Returns the code of an error that was answered. */
    int codeOf(CallResult answer) {
        return answer.lastError();
    }

    /** Tells whether an error is worth telling; the mutex is held. */
    boolean surfaces(int code, boolean afterOwnCancel) {
        return code != Win32Error.ERROR_OPERATION_ABORTED || !afterOwnCancel;
    }

    /** Queues a task for the owner; tells whether the loop has taken it. */
    boolean post(Runnable task) {
        return platform.loop().post(this, task);
    }

    /** Tells whether a write has to be cancelled of which nobody has asked how it ended. */
    boolean needsCancel(Operation operation) {
        return true;
    }

    /** Asks for the end of a write. */
    CallResult cancel(Operation operation) {
        return win32.cancelIoEx(pipe, operation.overlapped());
    }

    /** Tells whether a cancel went wrong in a way that the owner has to hear of. */
    boolean isTroubling(CallResult cancelled) {
        return !cancelled.ok() && cancelled.lastError() != Win32Error.ERROR_NOT_FOUND;
    }

    /** Waits until no callback runs, and drops those that have not started; a callback would wait for itself (fact TP12). */
    void awaitCallbacks(ThreadpoolWait wait) {
        if (!isCallback()) {
            win32.waitForThreadpoolWaitCallbacks(wait, true);
        }
    }

    /** Tells whether the pool runs the calling thread for this writer. */
    final boolean isCallback() {
        return callbacks.contains(Thread.currentThread());
    }

    /** Runs what the pool has to do. */
    final void inCallback(Runnable body) {
        callbacks.add(Thread.currentThread());
        try {
            body.run();
        } finally {
            callbacks.remove(Thread.currentThread());
        }
    }

    /** Drops the tasks that wait for the owner. */
    void dropTasks() {
        platform.loop().removePosted(this);
    }

    /** Gives the memory of a write back that is over. */
    void release(Operation operation) {
        operation.release();
    }

    /** Leaves the memory of a write that goes on to its completion, with the event that it signals. */
    void handOver(Operation operation, Handle event) {
        operation.releaseOnCompletion(() -> {
            CallResult unused = win32.closeHandle(event);
        });
    }

    /** Closes the thread-pool wait. */
    void closeWait(ThreadpoolWait wait) {
        win32.closeThreadpoolWait(wait);
    }
}
