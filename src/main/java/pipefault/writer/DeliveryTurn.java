package pipefault.writer;

import org.jspecify.annotations.Nullable;

/** Who may call the listener: one thread at a time, which may call it again from inside; not thread-safe. */
final class DeliveryTurn {

    private @Nullable Thread holder;
    private boolean holderWaits;

    /** Takes the turn for the calling thread, or takes it again. */
    boolean take() {
        if (isOthers()) {
            return false;
        }
        if (holder == null || holderWaits) {
            holder = Thread.currentThread();
            holderWaits = false;
        }
        return true;
    }

    /** Tells whether another thread is in the middle of calling the listener. */
    boolean isOthers() {
        return holder != null && holder != Thread.currentThread() && !holderWaits;
    }

    boolean isMine() {
        return holder == Thread.currentThread();
    }

    /** Says that the holder waits, inside the listener, for another thread's stop: that thread may have the turn. */
    void lend() {
        holderWaits = true;
    }

    void giveBack() {
        if (isMine()) {
            holder = null;
            holderWaits = false;
        }
    }
}
