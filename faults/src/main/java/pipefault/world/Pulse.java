package pipefault.world;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the threads that wait until a condition holds.
 *
 * <p>A condition may depend on anything, so waiters look again after a short period even if nobody wakes them. Waiting
 * on a monitor and not parking: Windows gives monitors a timer of 1 ms, and parked threads one of 16 ms.
 */
final class Pulse {

    private static final long PERIOD_MILLIS = 2;

    /**
     * No more than this counts between two looks: where the machine had no processor for the waiter, it had none for those who
     * are waited for.
     */
    private static final long MAX_LOOK_NANOS = 10_000_000;

    private final AtomicInteger waiting = new AtomicInteger();

    /** Guards writes to {@link #beats}; nothing foreign is called while it is held. */
    private final Object monitor = new Object();

    private volatile long beats;

    /** Makes all waiters look again; costs next to nothing if there is none. */
    void beat() {
        if (waiting.get() > 0) {
            synchronized (monitor) {
                beats++;
                monitor.notifyAll();
            }
        }
    }

    /**
     * Blocks until the condition holds or the time has passed, in which the waiter could run.
     *
     * @param boundNanos null waits without limit
     * @param stop runs before each look at the condition, and ends the wait by throwing
     * @return whether the condition held
     * @throws RunAborted if the thread is interrupted, which stays set
     */
    boolean await(BooleanSupplier condition, @Nullable Long boundNanos, Runnable stop) {
        long last = System.nanoTime();
        long passed = 0;
        waiting.incrementAndGet();
        try {
            while (true) {
                long seen = beats;
                stop.run();
                if (condition.getAsBoolean()) {
                    return true;
                }
                long now = System.nanoTime();
                passed += Math.min(now - last, MAX_LOOK_NANOS);
                last = now;
                long left = boundNanos == null ? Long.MAX_VALUE : boundNanos - passed;
                if (left <= 0) {
                    return false;
                }
                synchronized (monitor) {
                    if (beats == seen) {
                        monitor.wait(Math.min(PERIOD_MILLIS, 1 + left / 1_000_000));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunAborted();
        } finally {
            waiting.decrementAndGet();
        }
    }
}
