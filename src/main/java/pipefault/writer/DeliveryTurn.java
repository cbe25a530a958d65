package pipefault.writer;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who may call the listener: one thread at a time, which may do so again from inside a call; not thread-safe. */
final class DeliveryTurn {

    private @Nullable Thread holder;
    private int depth;
    private boolean lent;

    /** Takes the turn for the calling thread, or takes it again; only if it is not another thread's. */
    void enter() {
        if (!isMine()) {
            holder = Thread.currentThread();
            depth = 0;
            lent = false;
        }
        depth++;
    }

    /** Tells whether another thread is calling the listener. */
    boolean isOthers() {
        return holder != null && !isMine() && !lent;
    }

    boolean isMine() {
        return holder == Thread.currentThread();
    }

    /** Tells whether a thread other than the calling one, of a kind, is inside the listener. */
    boolean isOthers(Predicate<Thread> kind) {
        return holder != null && !isMine() && kind.test(holder);
    }

    /** Lets the thread that stops have the turn while this one waits for it inside the listener. */
    void lend() {
        lent = true;
    }

    /** Ends the turn, or one level of it; has no effect on a turn that was lent and taken. */
    void leave() {
        if (isMine() && --depth == 0) {
            holder = null;
        }
    }
}
