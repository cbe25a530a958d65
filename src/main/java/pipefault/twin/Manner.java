package pipefault.twin;

import java.util.Deque;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/** What a twin may do in its own way; as it stands, each step is done in a plain way that is right. */
abstract class Manner {

    final Platform platform;
    final Win32Api win32;
    final Handle pipe;

    Manner(Platform platform, Handle pipe) {
        this.platform = platform;
        win32 = platform.win32();
        this.pipe = pipe;
    }

    /** Returns the queue of accepted data. */
    Outbox outbox() {
        return new Outbox();
    }

    /** Returns how a turn is kept. */
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

    /** Takes what the next write is to carry; null if there is nothing. */
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

    /** Finds out how a write ended; does not wait. */
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

    /** Tells whether the owner has something to do besides what is written and reported. */
    boolean hasOwnTask() {
        return false;
    }

    /** Does what a twin has to do whenever work is done. */
    void afterWork() {}

    /** Does on the owner thread what is due; called from the owner's loop. */
    void onTask() {
        work();
    }

    // What a twin may use for that.

    abstract void work();

    /** Posts the task of the owner, unless it is on its way or not needed. */
    abstract void callOwner();

    abstract void pause(int millis);

    /** Waits a little for the oldest write, if the turn to work is free. */
    abstract void waitBriefly(int millis);

    /** Waits for the ends of all writes; tells whether all have ended. */
    abstract boolean awaitAll(int millis);

    abstract void closePipe();

    /** Returns the writes that the kernel has, the oldest first. */
    abstract Deque<Slot> inFlight();
}
