package pipefault.twin;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Api;

/**
 * Ends a twin: whoever has the turn to work does it, the others wait until it is done.
 *
 * <p>So a thread inside the listener that is asked to stop never waits for one that waits for it.
 */
final class Shutdown {

    private static final int END_MILLIS = 400;
    private static final int FORCED_MILLIS = 200;
    private static final int POST_MILLIS = 1000;
    private static final int OTHER_MILLIS = 5000;
    private static final int STEP_MILLIS = 20;

    private final TwinWriter writer;
    private final Win32Api win32;
    private final Clockwork clockwork;
    private final Bell bell;
    private final boolean ownsHandle;
    private final AtomicInteger visitors = new AtomicInteger();
    private final Set<Thread> stopping = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean timerClosed = new AtomicBoolean();
    private final AtomicBoolean pipeClosed = new AtomicBoolean();
    private final Queue<CallFailed> unheard = new ConcurrentLinkedQueue<>();
    private volatile boolean asked;
    private volatile boolean closeAsked;
    private volatile boolean done;
    private boolean begun;

    Shutdown(TwinWriter writer, Clockwork clockwork, Bell bell, boolean ownsHandle) {
        this.writer = writer;
        win32 = writer.win32;
        this.clockwork = clockwork;
        this.bell = bell;
        this.ownsHandle = ownsHandle;
    }

    boolean isAsked() {
        return asked;
    }

    /** Asks for the end; whoever has the turn sees to it before giving the turn back. */
    void ask() {
        asked = true;
    }

    void stop() {
        visit();
        try {
            end();
        } finally {
            leave();
        }
        throwUnheard();
    }

    void close() {
        closeAsked = true;
        visit();
        try {
            end();
        } finally {
            leave();
            closePipeAfterTheEnd();
        }
        throwUnheard();
    }

    private void end() {
        boolean outermost = stopping.add(Thread.currentThread());
        try {
            takeTurnToEnd();
        } finally {
            if (outermost) {
                stopping.remove(Thread.currentThread());
            }
        }
    }

    private void takeTurnToEnd() {
        asked = true;
        long moment = clockwork.after(OTHER_MILLIS);
        while (!done && !clockwork.isBroken() && clockwork.left(moment, 1) > 0) {
            if (writer.enter()) {
                // Whoever gives the turn back ends the writer.
                writer.exit();
                return;
            }
            clockwork.pause(STEP_MILLIS, (function, code) -> keep(new CallFailed(function, code)));
        }
    }

    /** Ends the writer, if that was asked for and nobody has begun; the caller has the turn. */
    void finishIfAsked() {
        if (!asked || begun || isForAnother()) {
            return;
        }
        begun = true;
        visit();
        try {
            takeApart();
        } finally {
            try {
                writer.tell();
            } finally {
                try {
                    writer.sayClosed();
                } finally {
                    done = true;
                    closePipeAfterTheEnd();
                    leave();
                }
            }
        }
    }

    /** A callback cannot wait until no callback is left (fact TP12), but who waits for the end can. */
    private boolean isForAnother() {
        return bell.isCallback() && stopping.stream().anyMatch(each -> each != Thread.currentThread());
    }

    private void takeApart() {
        writer.desk().giveUp();
        cancelAll();
        if (!awaitAll(END_MILLIS)) {
            // A cancel that failed, or had no effect, may do better the second time.
            cancelAll();
            if (!awaitAll(END_MILLIS)) {
                writer.force(writer.inFlight(), writer.desk().isAnythingWritten(), writer::complain);
                boolean unused = awaitAll(FORCED_MILLIS);
            }
        }
        silencePool();
        forgetTasks();
        writer.desk().takeInAll();
        bell.close();
        writer.desk().releaseSlots(writer::complain);
        if (closeAsked) {
            closePipe(writer::complain);
        }
    }

    private void cancelAll() {
        writer.inFlight().forEach(Slot::expectCancel);
        for (Slot slot : writer.inFlight()) {
            writer.cancel(slot, writer::complain);
        }
    }

    boolean awaitAll(int millis) {
        long moment = clockwork.after(millis);
        for (Slot slot : writer.inFlight()) {
            while (!slot.isOver() && clockwork.left(moment, 1) > 0 && !clockwork.isBroken()) {
                writer.awaitEnd(slot, clockwork.left(moment, TwinWriter.SLICE_MILLIS));
            }
        }
        return writer.inFlight().stream().allMatch(Slot::isOver);
    }

    /**
     * Lets no callback run any more.
     *
     * <p>A callback that is on its way may arm the wait once more; after the second time none has passed by the look at
     * whether the writer is open. Who is held up inside the owner's loop is not waited for without end: nothing of ours is
     * used after that.
     */
    private void silencePool() {
        long moment = clockwork.after(POST_MILLIS);
        bell.disarm();
        while (bell.isPosting() && clockwork.left(moment, 1) > 0 && !clockwork.isBroken()) {
            writer.pause(STEP_MILLIS);
        }
        if (!bell.isPosting()) {
            bell.join();
            bell.disarm();
            bell.join();
        }
        while (bell.isOtherInside() && clockwork.left(moment, 1) > 0 && !clockwork.isBroken()) {
            writer.pause(STEP_MILLIS);
        }
    }

    private void forgetTasks() {
        writer.platform.loop().removePosted(writer);
    }

    private void closePipeAfterTheEnd() {
        if (done && closeAsked) {
            closePipe((function, code) -> keep(new CallFailed(function, code)));
        }
    }

    /** Closes the pipe handle if it is ours; once. */
    void closePipe(Complaints complaints) {
        if (ownsHandle && pipeClosed.compareAndSet(false, true)) {
            complaints.check("CloseHandle", win32.closeHandle(writer.pipe));
        }
    }

    /** Notes a thread that may wait for the timer, which stays open for it. */
    void visit() {
        visitors.incrementAndGet();
    }

    void leave() {
        if (visitors.decrementAndGet() == 0 && done && timerClosed.compareAndSet(false, true)) {
            CallResult closed = win32.closeHandle(clockwork.timer());
            if (!closed.ok()) {
                keep(new CallFailed("CloseHandle", closed.lastError()));
            }
        }
    }

    private void keep(CallFailed failure) {
        unheard.add(failure);
    }

    /** Tells of handles that could not be closed after the last word. */
    private void throwUnheard() {
        CallFailed first = unheard.poll();
        if (first != null) {
            for (CallFailed next = unheard.poll(); next != null; next = unheard.poll()) {
                first.addSuppressed(next);
            }
            throw first;
        }
    }
}
