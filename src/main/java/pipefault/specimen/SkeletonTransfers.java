package pipefault.specimen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;

/**
 * The part of {@link Skeleton} that starts writes and settles them.
 *
 * <p>One write at a time, each in memory of its own. A thread of the pool settles it and starts the next one; the owner is
 * told by a task that carries nothing. Nothing is called under the mutex but what sets an event or arms the wait.
 */
abstract class SkeletonTransfers extends SkeletonSteps implements Subject {

    private static final int RECHECK_MILLIS = 200;
    private static final long MAX_PENDING_BYTES = 64L << 20;

    /** How far the writer is. */
    enum Phase {
        OPEN,
        STOPPING,
        STOPPED
    }

    final Handle completion;
    final Handle changed;
    final ThreadpoolWait wait;

    /** Guarded by the mutex, as is all that follows. */
    final Book book = new Book();

    final List<Thread> guests = new ArrayList<>();
    Phase phase = Phase.OPEN;

    @Nullable
    Transfer inFlight;

    boolean issuing;
    boolean posted;
    private boolean signalMeansNothing;

    @Nullable
    Thread stopper;

    SkeletonTransfers(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
        Deque<Handle> taken = new ArrayDeque<>();
        try {
            completion = eventOf(createEvent());
            taken.push(completion);
            changed = eventOf(createEvent());
            taken.push(changed);
            ThreadpoolWait.Callback callback = callback();
            wait = waitOf(win32.createThreadpoolWait(result -> inCallback(() -> callback.run(result))));
        } catch (Refusal refusal) {
            giveBack(taken, refusal);
            throw refusal;
        }
    }

    @Override
    public boolean write(byte[] data) {
        if (!isTrue(() -> accepts(data))) {
            return false;
        }
        try {
            startNext();
            announce();
        } finally {
            leave();
        }
        return true;
    }

    private boolean accepts(byte[] data) {
        requireWritable();
        if (!admits(book.pending())) {
            return false;
        }
        guests.add(Thread.currentThread());
        enqueue(data);
        return true;
    }

    /** Tells whether more data is accepted where so much is pending; the mutex is held. */
    boolean admits(long pending) {
        return pending <= MAX_PENDING_BYTES;
    }

    /** Takes the caller's data; the mutex is held. */
    void enqueue(byte[] data) {
        book.queue.add(keep(data));
    }

    /** Refuses with an exception where nothing can be accepted any more; the mutex is held. */
    void requireWritable() {
        if (book.failed) {
            throw new IllegalStateException("the writer has failed with " + Win32Error.describe(book.failure));
        }
        if (phase != Phase.OPEN) {
            throw new IllegalStateException("the writer was stopped");
        }
    }

    /** Ends the visit of the calling thread. */
    final void leave() {
        locked(() -> {
            guests.remove(Thread.currentThread());
            if (phase == Phase.STOPPING) {
                signal();
            }
        });
    }

    /** Wakes whoever waits for a change; the mutex is held, so that the event is not closed meanwhile. */
    void signal() {
        note(Win32Function.SET_EVENT, win32.setEvent(changed));
    }

    /** Keeps what went wrong in a call that is no part of a write; the mutex is held. */
    abstract void note(Win32Function function, CallResult result);

    /** Starts write after write until one is pending. */
    final void startNext() {
        for (Transfer next = claimNext(); next != null; next = claimNext()) {
            CallResult started = start(next.operation, next.length);
            Transfer mine = next;
            if (!isTrue(() -> isPending(mine, started))) {
                release(next.operation);
            }
        }
    }

    private @Nullable Transfer claimNext() {
        mutex.lock();
        try {
            if (!mayStart() || book.queue.isEmpty()) {
                return null;
            }
            issuing = true;
            Operation operation = operationFor(book.queue.headLength(BLOCK_BYTES));
            operation.overlapped().setEvent(completion);
            return new Transfer(operation, book.queue.copyHeadTo(operation.data()));
        } finally {
            mutex.unlock();
        }
    }

    /** Tells whether the next write may be started; the mutex is held. */
    boolean mayStart() {
        return phase == Phase.OPEN && !issuing && inFlight == null;
    }

    private boolean isPending(Transfer transfer, CallResult started) {
        issuing = false;
        boolean pending = isPending(started);
        if (pending) {
            inFlight = transfer;
            arm();
        } else {
            account(started, transfer);
        }
        return pending;
    }

    /**
     * Arms the wait for the end of the write, and for the time to look again; the mutex is held.
     *
     * @return false if nobody will look after a task that was posted
     */
    boolean arm() {
        boolean goesOn = inFlight != null && !inFlight.answered;
        if (phase == Phase.OPEN && goesOn) {
            boolean looks = posted || signalMeansNothing;
            win32.setThreadpoolWait(wait, completion, looks ? recheckMillis() : Win32Error.INFINITE);
        } else if (phase == Phase.OPEN && posted && !issuing) {
            if (!calm()) {
                return false;
            }
            win32.setThreadpoolWait(wait, completion, recheckMillis());
        }
        return true;
    }

    /**
     * Resets the event, which does not tell of the end of a write; the mutex is held.
     *
     * @return false if that fails: the event would end every wait for it at once, and the writer cannot go on
     */
    private boolean calm() {
        CallResult reset = win32.resetEvent(completion);
        if (!reset.ok() && !book.fail(reset.lastError())) {
            book.note(Win32Function.RESET_EVENT, reset);
        }
        return reset.ok();
    }

    /** Returns after which time a task that did not come is posted again, and a write looked at that a stranger signalled. */
    int recheckMillis() {
        return RECHECK_MILLIS;
    }

    /** Returns what the pool runs. */
    ThreadpoolWait.Callback callback() {
        return this::onSignal;
    }

    /** Runs on a thread of the pool. */
    void onSignal(int waitResult) {
        Transfer transfer = borrow();
        if (transfer != null) {
            settle(transfer, ask(transfer.operation), waitResult == Win32Error.WAIT_OBJECT_0);
            giveBack(transfer);
            startNext();
        }
        if (waitResult == Win32Error.WAIT_TIMEOUT) {
            locked(() -> posted = false);
        }
        announce();
    }

    final @Nullable Transfer borrow() {
        mutex.lock();
        try {
            if (inFlight == null || inFlight.answered) {
                return null;
            }
            inFlight.users++;
            return inFlight;
        } finally {
            mutex.unlock();
        }
    }

    final void giveBack(Transfer transfer) {
        boolean last = isTrue(() -> --transfer.users == 0 && transfer.over);
        if (last) {
            release(transfer.operation);
        }
    }

    /** Accounts an answer, or has the pool look again. */
    void settle(Transfer transfer, CallResult answer, boolean signalled) {
        boolean undecided = isUndecided(answer);
        // A look at the memory of a write that has ended, before the event is reset that says so.
        boolean over = isOver(transfer, answer);
        locked(() -> {
            if (undecided || transfer.answered) {
                lookAgain(signalled && !transfer.answered);
                return;
            }
            transfer.answered = true;
            account(answer, transfer);
            if (over) {
                transfer.over = true;
                inFlight = null;
            }
        });
    }

    /**
     * Has the pool look again at a write that goes on; the mutex is held.
     *
     * @param strayed whether its event was set, which then was not the kernel
     */
    void lookAgain(boolean strayed) {
        if (strayed) {
            signalMeansNothing = true;
            if (!calm()) {
                return;
            }
        }
        arm();
    }

    /** Tells whether the kernel has done with the memory of a write that was asked about. */
    boolean isOver(Transfer transfer, CallResult answer) {
        return transfer.operation.overlapped().hasIoCompleted();
    }

    /** Accounts what was answered about a write; the mutex is held. */
    void account(CallResult answer, Transfer transfer) {
        if (answer.ok()) {
            book.credit(bytesOf(answer, transfer.length));
        } else if (surfaces(answer.lastError(), transfer.cancelled)) {
            book.fail(codeOf(answer));
        }
    }

    /** Lets the owner know that there is news, if nobody has done so. */
    abstract void announce();
}
