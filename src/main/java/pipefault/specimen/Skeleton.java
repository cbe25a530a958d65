package pipefault.specimen;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.scenario.Listener;

/**
 * A pipe writer that is right as it stands: what the specimens are that replace one of its steps, and their twin.
 *
 * <p>Whoever is inside counts as a guest. Stopping cancels, waits within a bound, and waits until no callback runs and no
 * guest but itself is left; only then is the last write settled. A write that has not ended by then keeps its memory and its
 * event until it does.
 */
class Skeleton extends SkeletonReports {

    /** How long stopping waits for a write that it has cancelled, before its memory is left to its completion. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration FOREVER = Duration.ofDays(365);

    private boolean completionKept;
    private boolean closeRequested;
    private boolean takenDown;
    private int waiters;

    Skeleton(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    public void stop() {
        if (!claimStop()) {
            return;
        }
        disarm();
        endInFlight();
        awaitCallbacks(wait);
        awaitGuests();
        // Whoever was starting a write when the stop began has left it behind.
        endInFlight();
        dropTasks();
        settleLast();
        boolean unused = tell();
        tellClosed();
        // Nobody is signalled: who waits for this looks by itself.
        locked(() -> phase = Phase.STOPPED);
        if (isTrue(() -> closeRequested)) {
            takeDown();
        }
    }

    /** Takes the stop for the calling thread; if it is another's, waits until that has done its work. */
    boolean claimStop() {
        boolean mine = isTrue(() -> {
            if (phase == Phase.OPEN) {
                phase = Phase.STOPPING;
                stopper = Thread.currentThread();
                giveUpQueue();
                signal();
                return true;
            }
            return false;
        });
        if (!mine && isTrue(this::joinsStop)) {
            boolean unused = await(() -> phase == Phase.STOPPED, FOREVER);
            locked(() -> waiters--);
            throwUnheard();
        }
        return mine;
    }

    private boolean joinsStop() {
        if (phase == Phase.STOPPED || isStopper() || isCallback()) {
            return false;
        }
        // The thread that stops must not wait for one that waits for it.
        guests.removeAll(List.of(Thread.currentThread()));
        joined.add(Thread.currentThread());
        signal();
        waiters++;
        return true;
    }

    /** Gives up what has not been started; the mutex is held. */
    void giveUpQueue() {
        book.queue.clear();
    }

    /** Keeps further callbacks from being queued. */
    void disarm() {
        win32.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
    }

    private void endInFlight() {
        Transfer transfer = inFlightToCancel();
        if (transfer == null || !needsCancel(transfer.operation)) {
            return;
        }
        locked(() -> transfer.cancelled = true);
        CallResult cancelled = cancel(transfer.operation);
        locked(() -> {
            if (isTroubling(cancelled)) {
                book.note(Win32Function.CANCEL_IO_EX, cancelled);
            }
        });
        transfer.over = isOverAfter(cancelled, transfer);
    }

    private @Nullable Transfer inFlightToCancel() {
        mutex.lock();
        try {
            // Kept in the writer until stopping itself settles it, unless a callback has settled it before.
            return inFlight == null || inFlight.cancelled ? null : inFlight;
        } finally {
            mutex.unlock();
        }
    }

    /** Tells whether a write is over that was cancelled; what the cancel answered says nothing about that. */
    boolean isOverAfter(CallResult cancelled, Transfer transfer) {
        return await(() -> transfer.operation.overlapped().hasIoCompleted(), PATIENCE);
    }

    /** Waits until nobody else is inside; who is inside the listener is inside. */
    void awaitGuests() {
        boolean unused = await(() -> guests.stream().allMatch(each -> each == Thread.currentThread()), FOREVER);
    }

    /** Settles what is still in flight; nobody else is inside any more. */
    private void settleLast() {
        Transfer last = inFlight;
        if (last == null) {
            return;
        }
        if (!last.over && !last.operation.overlapped().hasIoCompleted()) {
            completionKept = true;
            handOver(last.operation, completion);
            return;
        }
        if (!last.answered) {
            CallResult answer = ask(last.operation);
            locked(() -> account(answer, last));
        }
        release(last.operation);
    }

    /** Says the last word. */
    void tellClosed() {
        listener.closed();
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            closeAfterStop();
        }
    }

    private void closeAfterStop() {
        boolean nested = isTrue(() -> {
            closeRequested = true;
            return phase != Phase.STOPPED;
        });
        if (!nested) {
            takeDown();
        }
    }

    private void takeDown() {
        if (!isTrue(this::claimTakeDown)) {
            return;
        }
        boolean unused = await(() -> waiters == 0, FOREVER);
        closeWait(wait);
        CallResult first = completionKept ? CallResult.success() : closeEvent(completion);
        CallResult second = closeEvent(changed);
        CallResult third = closeStill();
        CallResult closed = !first.ok() ? first : second.ok() ? third : second;
        if (!closed.ok()) {
            // Where stop has returned before, the listener must not be told anything any more.
            throw new Refusal(Win32Function.CLOSE_HANDLE, closed);
        }
        throwUnheard();
    }

    /** Gives everything back where the last part of the opening has failed; nobody has seen the writer yet. */
    final Refusal undone(Refusal why) {
        closeWait(wait);
        giveBack(new ArrayDeque<>(List.of(completion, changed)), why);
        return why;
    }

    /** Tells whether the calling thread is the one that closes; the mutex is held. */
    boolean claimTakeDown() {
        boolean mine = !takenDown;
        takenDown = true;
        return mine;
    }

    /** Closes an event of the writer's own. */
    CallResult closeEvent(Handle event) {
        return win32.closeHandle(event);
    }
}
