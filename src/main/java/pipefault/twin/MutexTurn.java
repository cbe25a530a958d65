package pipefault.twin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Mutex;

/** A turn whose state is guarded by a mutex of the platform, which is held for a few lines and never across a call. */
final class MutexTurn implements Turn {

    private final Mutex mutex;

    @GuardedBy("mutex")
    private @Nullable Thread holder;

    @GuardedBy("mutex")
    private int depth;

    MutexTurn(Mutex mutex) {
        this.mutex = mutex;
    }

    @Override
    @SuppressWarnings("GuardedBy") // a mutex of the platform, which the checker does not know
    public boolean enter() {
        mutex.lock();
        try {
            if (holder != null && holder != Thread.currentThread()) {
                return false;
            }
            holder = Thread.currentThread();
            depth++;
            return true;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    @SuppressWarnings("GuardedBy")
    public void exit() {
        mutex.lock();
        try {
            if (--depth == 0) {
                holder = null;
            }
        } finally {
            mutex.unlock();
        }
    }

    @Override
    @SuppressWarnings("GuardedBy")
    public boolean isMine() {
        mutex.lock();
        try {
            return holder == Thread.currentThread();
        } finally {
            mutex.unlock();
        }
    }
}
