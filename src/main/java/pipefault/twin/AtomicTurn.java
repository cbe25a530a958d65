package pipefault.twin;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A turn without a lock: one word says whose it is. */
final class AtomicTurn implements Turn {

    private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();

    /** Touched by the holder only. */
    private int depth;

    @Override
    public boolean enter() {
        if (!isMine() && !holder.compareAndSet(null, Thread.currentThread())) {
            return false;
        }
        depth++;
        return true;
    }

    @Override
    public void exit() {
        if (--depth == 0) {
            holder.set(null);
        }
    }

    @Override
    public boolean isMine() {
        return holder.get() == Thread.currentThread();
    }
}
