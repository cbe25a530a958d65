package pipefault.twin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;

/**
 * Where writes are started, asked about and accounted: one thread at a time is here, and nobody waits to be.
 *
 * <p>Who finds the desk taken leaves word, and whoever is there goes through it once more. So no write is started while
 * an answer about another one is on its way.
 */
final class Desk {

    private static final int MAX_EMPTY_WRITES = 8;

    private final Manner manner;
    private final BooleanSupplier open;
    private final News news;
    private final Turn turn;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Outbox outbox;
    private final Deque<Slot> free = new ArrayDeque<>();
    private final Deque<Slot> inFlight = new ConcurrentLinkedDeque<>();
    private final AtomicLong pending = new AtomicLong();
    private volatile boolean failed;
    private boolean anythingWritten;
    private int emptyWrites;

    /** @param open whether writes may be started */
    Desk(Manner manner, BooleanSupplier open, News news) {
        this.manner = manner;
        this.open = open;
        this.news = news;
        turn = manner.turn("look");
        outbox = manner.outbox();
    }

    void add(Slot slot) {
        free.add(slot);
    }

    /** Does something at the desk, or has whoever is there do its own once more. */
    void at(Runnable action) {
        wanted.set(true);
        while (wanted.get() && turn.enter()) {
            try {
                wanted.set(false);
                action.run();
            } finally {
                turn.exit();
            }
        }
    }

    void accept(byte[] data) {
        pending.addAndGet(data.length);
        outbox.add(data.clone());
    }

    void reported(long bytes) {
        pending.addAndGet(-bytes);
    }

    /** Returns how many bytes are neither reported nor given up. */
    long pending() {
        return Math.max(0, pending.get());
    }

    boolean hasFailed() {
        return failed;
    }

    Deque<Slot> inFlight() {
        return inFlight;
    }

    @Nullable
    Slot oldest() {
        return inFlight.peek();
    }

    /** Tells whether the peer may hold bytes unread that were reported as written. */
    boolean isAnythingWritten() {
        return anythingWritten;
    }

    /** Tells whether there is something that only the thread with the turn to work does. */
    boolean hasWork() {
        Slot slot = oldest();
        return (slot != null && (slot.isOver() || !slot.answers.isEmpty()))
                || (!outbox.isEmpty() && inFlight.size() < manner.slots());
    }

    /** Takes in what has ended, and starts what is due. */
    void takeInAndStart() {
        boolean more = true;
        while (more) {
            takeInWhatEnded();
            startWhatIsDue();
            // A write may have ended since it was found pending.
            Slot slot = oldest();
            more = slot != null && slot.isOver();
        }
    }

    private void takeInWhatEnded() {
        for (Slot slot = oldest(); slot != null && takeIn(slot); slot = oldest()) {
            inFlight.remove();
            free.add(slot);
        }
    }

    /** Takes in what is known of all writes, at the end. */
    void takeInAll() {
        inFlight.forEach(this::takeIn);
    }

    /** Accounts what is known of a write; tells whether the kernel is done with it. */
    private boolean takeIn(Slot slot) {
        for (Fate fate = slot.answers.poll(); fate != null; fate = slot.answers.poll()) {
            account(slot, fate);
        }
        if (!slot.isOver()) {
            return false;
        }
        if (!slot.settled) {
            account(slot, manner.look(slot));
        }
        return true;
    }

    private void startWhatIsDue() {
        while (open.getAsBoolean() && !failed && !free.isEmpty()) {
            byte[] data = manner.next(outbox);
            if (data == null) {
                break;
            }
            start(free.remove(), data);
        }
    }

    private void start(Slot slot, byte[] data) {
        CallResult started = slot.start(manner.platform, data, manner.recycledBytes());
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

    /** Has the pool find out how the oldest write ended, unless that is known. */
    void ask() {
        Slot slot = oldest();
        if (slot != null && slot.answers.isEmpty()) {
            slot.keep(manner.look(slot));
        }
    }

    void giveUp() {
        outbox.clear();
    }

    /** Gives memory and events back; what the kernel still has is left to its completion. */
    void releaseSlots(Complaints complaints) {
        free.addAll(inFlight);
        inFlight.clear();
        for (Slot slot : free) {
            // Nobody can be told any more of what goes wrong at a late completion.
            if (slot.releaseOrHandOver(() -> closeEvent(slot, (function, code) -> {}))) {
                news.warning("a pending write did not end; its memory is left to its completion", 0);
            } else {
                closeEvent(slot, complaints);
            }
        }
        free.clear();
    }

    private void closeEvent(Slot slot, Complaints complaints) {
        if (slot.event().isValid()) {
            complaints.check("CloseHandle", manner.win32.closeHandle(slot.event()));
        }
    }
}
