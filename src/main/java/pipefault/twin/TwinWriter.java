package pipefault.twin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;

/**
 * What the twins have in common; a twin replaces the steps that make it different.
 *
 * <p>Two turns order everything. Who has the turn to <em>work</em> starts writes, takes in their ends and calls the listener:
 * the owner, a thread that stops, or a pool thread whose loop refuses tasks. Who has the turn to <em>look</em> asks about the
 * oldest write, so that no write is started while an answer about another one is on its way. Nobody waits for a turn: who
 * does not get it leaves word, and whoever has it looks again before going.
 */
abstract class TwinWriter implements Subject {

    static final int SLICE_MILLIS = 50;
    private static final int SHORT_MILLIS = 10;
    private static final int MAX_EMPTY_WRITES = 8;

    final Platform platform;
    final Win32Api win32;
    final Handle pipe;
    private final Listener listener;
    private final News news = new News();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean workWanted = new AtomicBoolean();
    private final AtomicBoolean lookWanted = new AtomicBoolean();
    private final AtomicBoolean signalSeen = new AtomicBoolean();
    private final Deque<Slot> free = new ArrayDeque<>();
    private final Deque<Slot> inFlight = new ConcurrentLinkedDeque<>();
    private final Outbox outbox;
    private final Turn working;
    private final Turn looking;
    private @Nullable Opened opened;
    private volatile boolean failed;
    private final AtomicLong told = new AtomicLong();
    private boolean anythingWritten;
    private int emptyWrites;

    /** What exists once the writer is open. */
    private record Opened(Clockwork clockwork, Bell bell, Shutdown shutdown) {}

    TwinWriter(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        win32 = platform.win32();
        this.pipe = pipe;
        this.listener = listener;
        outbox = outbox();
        working = turn("work");
        looking = turn("look");
    }

    // What a twin may do in its own way.

    /** Returns the queue of accepted data. */
    Outbox outbox() {
        return new Outbox();
    }

    Turn turn(String name) {
        return new AtomicTurn();
    }

    /** Returns how many writes the kernel may have at once. */
    int slots() {
        return 1;
    }

    /** Creates the event of a slot. */
    CallResult event() {
        return win32.createEvent(true, false, null);
    }

    /** Tells whether writes signal an event of their own. */
    boolean hasEvents() {
        return true;
    }

    /** Tells whether a stray signal stays: then only time tells when to look again. */
    boolean isSignalKept() {
        return true;
    }

    boolean admits(long bytesPending, int more) {
        return true;
    }

    /** Takes what the next write is to carry. */
    byte @Nullable [] next(Outbox from) {
        return from.take(Integer.MAX_VALUE, false);
    }

    /** Returns the size of memory that serves one write after another; 0 for fresh memory each time. */
    int recycledBytes() {
        return 0;
    }

    /** Tells whether the pool asks how a write ended, instead of only calling the owner. */
    boolean asksInPool() {
        return true;
    }

    Fate look(Slot slot) {
        return slot.ask(false);
    }

    /** Waits for the end of a write, or for the time to pass. */
    void await(Slot slot, int millis, Complaints complaints) {
        complaints.check("WaitForSingleObject", win32.waitForSingleObject(slot.event(), millis));
    }

    /** Returns after how many milliseconds the pool looks by itself; INFINITE if it waits for the signal. */
    int pollMillis() {
        return Win32Error.INFINITE;
    }

    /** Returns the handle whose signal calls the pool; NULL if only time does. */
    Handle watched(Slot slot) {
        return slot.event();
    }

    /** Does what a twin has to do whenever the turn to work ends. */
    void afterWork() {}

    /** Asks the kernel to end a write. */
    void cancel(Slot slot, Complaints complaints) {
        CallResult asked = slot.cancelEx();
        // 1168 is no news about a write that is over (facts CX02, CX15).
        if (asked.lastError() != Win32Error.ERROR_NOT_FOUND || !slot.isOver()) {
            complaints.check("CancelIoEx", asked);
        }
    }

    /** Takes the last measures against writes that did not heed a cancel. */
    void force(Iterable<Slot> slots, boolean reportedAnything, Complaints complaints) {}

    /** Tells whether the first failure ends the writer altogether. */
    boolean endsWithFailure() {
        return false;
    }

    /** Does on the owner thread what is due; called from the owner's loop. */
    void onTask() {
        work();
    }

    // Opening.

    /**
     * Creates what the writer needs.
     *
     * @throws CallFailed if Windows refuses something; all else was given back
     */
    final void open(boolean ownsHandle) {
        Deque<Handle> taken = new ArrayDeque<>();
        try {
            for (int each = 0; each < slots(); each++) {
                Handle event = hasEvents() ? created(event(), taken) : Handle.NULL;
                free.add(new Slot(win32, pipe, event));
            }
            Clockwork clockwork = new Clockwork(platform, created(win32.createEvent(false, false, null), taken));
            Bell bell = new Bell(platform, this::onSignal);
            opened = new Opened(clockwork, bell, new Shutdown(this, clockwork, bell, ownsHandle));
        } catch (CallFailed e) {
            for (Handle each : taken) {
                CallResult closed = win32.closeHandle(each);
                if (!closed.ok()) {
                    e.addSuppressed(new CallFailed("CloseHandle", closed.lastError()));
                }
            }
            throw e;
        }
    }

    private static Handle created(CallResult result, Deque<Handle> taken) {
        Handle handle = result.handleOrNull();
        if (handle == null) {
            throw new CallFailed("CreateEvent", result.lastError());
        }
        taken.push(handle);
        return handle;
    }

    private Opened opened() {
        Opened all = opened;
        if (all == null) {
            throw new IllegalStateException("the writer is not open");
        }
        return all;
    }

    // Subject.

    @Override
    public final boolean write(byte[] data) {
        if (failed || !isOpen()) {
            throw new IllegalStateException("the writer accepts no more data");
        }
        if (!admits(pending.get(), data.length)) {
            return false;
        }
        pending.addAndGet(data.length);
        outbox.add(data.clone());
        work();
        return true;
    }

    @Override
    public final long bytesPending() {
        return failed || !isOpen() ? 0 : Math.max(0, pending.get());
    }

    @Override
    public final boolean waitForWrite(Duration bound) {
        Shutdown shutdown = opened().shutdown();
        shutdown.visit();
        try {
            return wait(bound, opened().clockwork());
        } finally {
            shutdown.leave();
        }
    }

    private boolean wait(Duration bound, Clockwork clockwork) {
        long moment = clockwork.after(bound);
        long before = told.get();
        while (true) {
            if (working.enter()) {
                try {
                    round();
                    tell();
                    if (told.get() == before && isWorthWaiting(clockwork) && clockwork.left(moment, 1) > 0) {
                        await(inFlight.peek(), clockwork.left(moment, SLICE_MILLIS));
                    }
                } finally {
                    exit();
                }
            } else if (clockwork.left(moment, 1) > 0) {
                clockwork.pause(clockwork.left(moment, SHORT_MILLIS), this::warnAtOnce);
            }
            if (told.get() != before) {
                return true;
            }
            if (!isWorthWaiting(clockwork) || clockwork.left(moment, 1) == 0) {
                // What has ended in the last moment counts all the same.
                work();
                return told.get() != before;
            }
        }
    }

    private boolean isWorthWaiting(Clockwork clockwork) {
        return isOpen() && !failed && pending.get() > 0 && !clockwork.isBroken();
    }

    private void await(@Nullable Slot slot, int millis) {
        if (slot == null || slot.isOver()) {
            // Somebody else has the turn to look, and holds it up.
            pause(Math.min(millis, SHORT_MILLIS));
        } else {
            awaitEnd(slot, millis);
        }
    }

    /** Waits for the end of a write; lets time pass even if the wait ends at once. */
    final void awaitEnd(Slot slot, int millis) {
        long before = platform.clock().nanoTime();
        await(slot, millis, this::complain);
        boolean early = platform.clock().nanoTime() - before < millis * 1_000_000L;
        if (early && !slot.isOver()) {
            pause(Math.min(millis, SHORT_MILLIS));
        }
    }

    final void pause(int millis) {
        opened().clockwork().pause(millis, this::complain);
    }

    @Override
    public final void stop() {
        opened().shutdown().stop();
    }

    @Override
    public final void close() {
        opened().shutdown().close();
    }

    final boolean isOpen() {
        return !opened().shutdown().isAsked();
    }

    /** Waits a little for the oldest write, if the turn to work is free. */
    final void waitBriefly(int millis) {
        if (working.enter()) {
            try {
                if (isOpen()) {
                    await(inFlight.peek(), millis);
                }
            } finally {
                exit();
            }
        }
    }

    /** Tells whether the kernel has a write. */
    final boolean isUnderWay() {
        return !inFlight.isEmpty();
    }

    // Working.

    final boolean enter() {
        return working.enter();
    }

    /** Gives the turn back; whoever had it stops the writer if somebody has asked for that meanwhile. */
    final void exit() {
        try {
            opened().shutdown().finishIfAsked();
        } finally {
            working.exit();
        }
    }

    /** Does what is due: takes in ends, starts writes, tells the listener. */
    final void work() {
        do {
            workWanted.set(true);
            if (!working.enter()) {
                return;
            }
            try {
                workWanted.set(false);
                round();
                tell();
                afterWork();
            } finally {
                exit();
            }
        } while (workWanted.get());
    }

    private void round() {
        atDesk(this::takeInAndStart);
    }

    private void atDesk(Runnable action) {
        lookWanted.set(true);
        while (lookWanted.get() && looking.enter()) {
            try {
                lookWanted.set(false);
                action.run();
            } finally {
                looking.exit();
            }
        }
    }

    private void takeInAndStart() {
        boolean more = true;
        while (more) {
            takeInWhatEnded();
            startWhatIsDue();
            // A write may have ended since it was found pending.
            Slot oldest = inFlight.peek();
            more = oldest != null && oldest.isOver();
        }
        watch();
    }

    private void takeInWhatEnded() {
        for (Slot slot = inFlight.peek(); slot != null; slot = inFlight.peek()) {
            if (!takeIn(slot)) {
                break;
            }
            inFlight.remove();
            free.add(slot);
        }
    }

    private void startWhatIsDue() {
        while (isOpen() && !failed && !free.isEmpty()) {
            byte[] data = next(outbox);
            if (data == null) {
                break;
            }
            start(free.remove(), data);
        }
    }

    /** Accounts what is known of a write; tells whether the kernel is done with it. */
    private boolean takeIn(Slot slot) {
        for (Fate fate = slot.answers.poll(); fate != null; fate = slot.answers.poll()) {
            account(slot, fate);
        }
        if (!slot.isOver()) {
            return false;
        }
        if (!slot.credited && !slot.settled) {
            account(slot, look(slot));
        }
        return true;
    }

    private void start(Slot slot, byte[] data) {
        CallResult started = slot.start(platform, data, recycledBytes());
        if (started.ok()) {
            account(slot, Fate.written(started.count() < 0 ? data.length : Math.min(started.count(), data.length)));
        } else if (!started.isPending()) {
            account(slot, Fate.failed(started.lastError()));
        }
        if (started.isPending() || !slot.isOver()) {
            inFlight.add(slot);
        } else {
            free.add(slot);
        }
    }

    private void account(Slot slot, Fate fate) {
        slot.settled = true;
        switch (fate.kind()) {
            case WRITTEN -> {
                if (!slot.credited) {
                    slot.credited = true;
                    credit(slot, fate.bytes());
                }
            }
            case FAILED -> fail(fate.code());
            case PENDING, ENDED_BY_US -> {
                // Nothing was earned, and nothing went wrong.
            }
        }
    }

    private void credit(Slot slot, int bytes) {
        if (news.isFailureTold()) {
            return;
        }
        if (bytes > 0) {
            news.written(bytes);
            anythingWritten = true;
            emptyWrites = 0;
        } else if (++emptyWrites >= MAX_EMPTY_WRITES) {
            fail(Win32Error.ERROR_SEM_TIMEOUT);
        }
        if (bytes < slot.data.length) {
            if (inFlight.size() > 1) {
                // The writes behind it are on their way: the stream has a gap that nothing can close.
                fail(Win32Error.ERROR_SEM_TIMEOUT);
            }
            outbox.putBack(slot.data, bytes);
        }
    }

    private void fail(int code) {
        if (!failed) {
            news.failed(code);
            failed = true;
            outbox.clear();
        }
    }

    private void watch() {
        Bell bell = opened().bell();
        if (!isOpen()) {
            return;
        }
        int task = bell.lookAfterMillis();
        int millis = least(task, pollMillis());
        Slot slot = inFlight.peek();
        // Left for whoever is at the desk: armed again at once, a signal that stays would call the pool again and
        // again.
        if (signalSeen.getAndSet(false) && slot != null && !slot.isOver()) {
            slot.distrusted = true;
        }
        if (slot == null) {
            armTimer(task);
        } else if (slot.isOver() || !slot.answers.isEmpty()) {
            // Its event may be set, and would fire again and again until the owner has come.
            armTimer(task < 0 ? 1 : task);
        } else if (watched(slot).isValid() && !slot.distrusted) {
            bell.arm(watched(slot), millis);
        } else {
            armTimer(least(millis, SLICE_MILLIS));
        }
    }

    private void armTimer(int millis) {
        if (millis >= 0) {
            opened().bell().arm(opened().clockwork().timer(), millis);
        }
    }

    /** Returns the shorter of two times; INFINITE is -1. */
    private static int least(int one, int other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }

    // The pool.

    private void onSignal(int waitResult) {
        if (!isOpen()) {
            return;
        }
        if (waitResult == Win32Error.WAIT_OBJECT_0 && isSignalKept()) {
            signalSeen.set(true);
        }
        atDesk(this::askInPool);
        callOwner();
    }

    private void askInPool() {
        Slot slot = inFlight.peek();
        if (slot != null && slot.answers.isEmpty() && asksInPool()) {
            slot.keep(look(slot));
        }
        watch();
    }

    final void callOwner() {
        Bell bell = opened().bell();
        if (!isOpen() || !isOwnerNeeded() || !bell.announce()) {
            return;
        }
        atDesk(this::watch);
        // Last of all: the task must not find this thread at the desk, for it does not wait.
        if (bell.post(this, this::onTask)) {
            return;
        }
        atDesk(this::watch);
        if (bell.isHopeless() && bell.isCallback() && !working.isMine()) {
            work();
        }
    }

    /** Tells whether the owner has something to do. */
    boolean isOwnerNeeded() {
        Slot slot = inFlight.peek();
        return workWanted.get()
                || (slot != null && (slot.isOver() || !slot.answers.isEmpty()))
                || (!outbox.isEmpty() && inFlight.size() < slots());
    }

    // Telling.

    final void tell() {
        Throwable first = null;
        boolean more = true;
        while (more) {
            try {
                more = tellNext();
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (failed && endsWithFailure()) {
            opened().shutdown().ask();
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private boolean tellNext() {
        long bytes = news.takeWritten();
        if (bytes == 0) {
            return news.tellNext(listener);
        }
        pending.addAndGet(-bytes);
        told.addAndGet(bytes);
        listener.written(bytes);
        return true;
    }

    final void complain(String function, int code) {
        news.warning(function + " failed", code);
    }

    private void warnAtOnce(String function, int code) {
        listener.warning(function + " failed", code);
    }

    // Ending; the thread that stops has the turn to work.

    final void giveUp() {
        outbox.clear();
    }

    final boolean awaitAll(int millis) {
        return opened().shutdown().awaitAll(millis);
    }

    final void closePipe() {
        opened().shutdown().closePipe(this::complain);
    }

    final Deque<Slot> inFlight() {
        return inFlight;
    }

    final boolean isAnythingWritten() {
        return anythingWritten;
    }

    /** Takes in what is known of all writes; nobody else looks any more. */
    final void takeInAll() {
        inFlight.forEach(this::takeIn);
    }

    /** Gives memory and events back; what the kernel still has is left to its completion. */
    final void releaseSlots() {
        free.addAll(inFlight);
        inFlight.clear();
        for (Slot slot : free) {
            // Nobody can be told any more of what goes wrong at a late completion.
            if (slot.releaseOrHandOver(() -> closeEvent(slot, (function, code) -> {}))) {
                news.warning("a pending write did not end; its memory is left to its completion", 0);
            } else {
                closeEvent(slot, this::complain);
            }
        }
        free.clear();
    }

    private void closeEvent(Slot slot, Complaints complaints) {
        if (slot.event().isValid()) {
            complaints.check("CloseHandle", win32.closeHandle(slot.event()));
        }
    }

    final void sayClosed() {
        listener.closed();
    }
}
