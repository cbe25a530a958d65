package pipefault.writer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/**
 * The kernel objects of a writer: three events and the wait of the thread pool. All are created, or none.
 *
 * <p>All events are manual-reset, and each has one kind of waiter, so that nobody can take a signal away from another
 * (facts GR08, GR20). The completion event serves one operation after another: starting one resets it (fact WR16), and
 * whoever still looks at an older one goes by its memory.
 */
final class KernelObjects {

    /** After this time a wait looks by itself whether it is over. */
    private static final int RECHECK_MILLIS = 50;

    private final Platform platform;
    private final Win32Api win32;
    private final Handle completion;
    private final Handle exit;
    private final Handle stopped;
    private final ThreadpoolWait wait;

    /** The threads that run a callback now: stopping from there must not wait for itself (fact TP12). */
    private final Set<Thread> inCallback = ConcurrentHashMap.newKeySet();

    private volatile boolean completionKept;

    /**
     * Creates all objects.
     *
     * @throws PipeWriterException if one cannot be created; the others are closed again
     */
    KernelObjects(Platform platform, WriterSteps steps, ThreadpoolWait.Callback callback) {
        this.platform = platform;
        win32 = platform.win32();
        Deque<Handle> taken = new ArrayDeque<>();
        try {
            completion = createEvent(steps, taken);
            exit = createEvent(steps, taken);
            stopped = createEvent(steps, taken);
            wait = createWait(result -> inCallback(callback, result));
        } catch (PipeWriterException e) {
            // There is no listener yet: what goes wrong now comes with the exception.
            closeAll(win32, taken, (function, code) -> e.addSuppressed(new PipeWriterException(function, code)));
            throw e;
        }
    }

    private Handle createEvent(WriterSteps steps, Deque<Handle> taken) {
        Handle event = steps.eventOf(win32.createEvent(true, false, null));
        taken.push(event);
        return event;
    }

    private ThreadpoolWait createWait(ThreadpoolWait.Callback callback) {
        CallResult created = win32.createThreadpoolWait(callback);
        ThreadpoolWait newWait = created.threadpoolWaitOrNull();
        if (newWait == null) {
            throw new PipeWriterException(Win32Function.CREATE_THREADPOOL_WAIT, created.lastError());
        }
        return newWait;
    }

    private void inCallback(ThreadpoolWait.Callback callback, int result) {
        inCallback.add(Thread.currentThread());
        try {
            callback.run(result);
        } finally {
            inCallback.remove(Thread.currentThread());
        }
    }

    /** Returns the event that the kernel sets at the end of an operation. */
    Handle completion() {
        return completion;
    }

    /** Wakes whoever waits for an operation that is given up. */
    CallResult setCompletion() {
        return win32.setEvent(completion);
    }

    /** Tells the thread that stops that another one has left the writer. */
    CallResult setExit() {
        return win32.setEvent(exit);
    }

    /**
     * Waits until a condition holds; notices it by itself, and sooner if it is made known with {@link #setExit}.
     *
     * @return whether it held before the deadline
     */
    boolean await(BooleanSupplier condition, Deadline deadline, Complaints complaints) {
        return await(exit, true, condition, deadline, complaints);
    }

    /** Waits until another thread has stopped the writer, and only looks: a signal could fail when nobody hears of it. */
    void awaitStopped(BooleanSupplier condition, Deadline deadline, Complaints complaints) {
        boolean unused = await(stopped, false, condition, deadline, complaints);
    }

    /**
     * Looks now and then without a signal, too: setting the event may have failed, or another may have reset it.
     *
     * <p>Only the deadline ends it early, since who gives up waiting leaves others at work.
     */
    private boolean await(
            Handle event, boolean reset, BooleanSupplier condition, Deadline deadline, Complaints complaints) {
        Complaints once = complaints.once();
        while (!condition.getAsBoolean() && !deadline.hasPassed()) {
            boolean canSignal = true;
            if (reset) {
                CallResult unset = win32.resetEvent(event);
                once.check(Win32Function.RESET_EVENT, unset);
                canSignal = unset.ok();
                // Whoever sets it after this look is noticed.
                if (condition.getAsBoolean()) {
                    return true;
                }
            }
            int millis = deadline.remainingMillis(RECHECK_MILLIS);
            // An event that stays set ends every wait at once; the other one is set at the very end only.
            waitFor(canSignal ? event : stopped, millis, once);
        }
        return condition.getAsBoolean();
    }

    /** Waits, in another way if the plain one is refused, and if all are, for the time alone. */
    private void waitFor(Handle event, int millis, Complaints once) {
        CallResult waited = win32.waitForSingleObject(event, millis);
        once.check(Win32Function.WAIT_FOR_SINGLE_OBJECT, waited);
        if (!waited.ok()) {
            waited = win32.waitForMultipleObjects(new Handle[] {event}, false, millis);
            once.check(Win32Function.WAIT_FOR_MULTIPLE_OBJECTS, waited);
        }
        if (!waited.ok()) {
            platform.sleep(Duration.ofMillis(millis));
        }
    }

    /** Arms the wait for the completion event; an event that is set already fires it at once (fact TP03). */
    void arm(int timeoutMillis) {
        win32.setThreadpoolWait(wait, completion, timeoutMillis);
    }

    /** Arms the wait for a moment in the future alone; the exit event is not set before the writer stops. */
    void armTimer(int millis) {
        win32.setThreadpoolWait(wait, exit, millis);
    }

    /** Keeps further callbacks from being queued; those that are queued or running still come (fact TP05). */
    void disarm() {
        win32.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
    }

    /** Tells whether a thread is running a callback now. */
    boolean isCallback(Thread thread) {
        return inCallback.contains(thread);
    }

    /**
     * Waits until no callback is running any more, and drops those that have not begun; does nothing when called from one.
     *
     * <p>Windows has no bound for this wait; the caller has to know that each callback ends by itself.
     */
    void awaitCallbacks() {
        if (!isCallback(Thread.currentThread())) {
            win32.waitForThreadpoolWaitCallbacks(wait, true);
        }
    }

    /** Leaves the completion event open for an operation that outlasts the writer. */
    void keepCompletion() {
        completionKept = true;
    }

    /** Closes the event that {@link #keepCompletion} has left open. */
    void closeCompletion(Complaints complaints) {
        complaints.check(Win32Function.CLOSE_HANDLE, win32.closeHandle(completion));
    }

    /** Closes the wait and the events, but for a completion event that is kept, and that of other stopping threads. */
    void close(Complaints complaints) {
        win32.closeThreadpoolWait(wait);
        Deque<Handle> rest = new ArrayDeque<>();
        rest.add(exit);
        if (!completionKept) {
            rest.add(completion);
        }
        closeAll(win32, rest, complaints);
    }

    /** Closes the event of other stopping threads. */
    void closeStopped(Complaints complaints) {
        complaints.check(Win32Function.CLOSE_HANDLE, win32.closeHandle(stopped));
    }

    /** Closes each handle once. A failed CloseHandle is not repeated: the value may belong to another object by then. */
    private static void closeAll(Win32Api win32, Deque<Handle> handles, Complaints complaints) {
        for (Handle handle : handles) {
            complaints.check(Win32Function.CLOSE_HANDLE, win32.closeHandle(handle));
        }
    }
}
