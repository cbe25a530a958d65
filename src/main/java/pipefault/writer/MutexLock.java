package pipefault.writer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import pipefault.platform.Mutex;

/** A mutex of the platform in the shape that the compiler's check of {@code @GuardedBy} knows. */
final class MutexLock implements Lock {

    private final Mutex mutex;

    MutexLock(Mutex mutex) {
        this.mutex = mutex;
    }

    Mutex mutex() {
        return mutex;
    }

    @Override
    public void lock() {
        mutex.lock();
    }

    @Override
    public void unlock() {
        mutex.unlock();
    }

    @Override
    public void lockInterruptibly() {
        throw new UnsupportedOperationException("a mutex of the platform is waited for without interruption");
    }

    @Override
    public boolean tryLock() {
        throw new UnsupportedOperationException("a mutex of the platform cannot be tried");
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) {
        throw new UnsupportedOperationException("a mutex of the platform has no time-out");
    }

    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException("a mutex of the platform has no conditions");
    }
}
