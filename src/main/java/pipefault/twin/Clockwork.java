package pipefault.twin;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;

/**
 * Lets time pass: waits for an event that nobody sets.
 *
 * <p>The event resets itself, so that a stray signal ends one wait and not all of them.
 */
final class Clockwork {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    /** So many refused waits in a row, and no time passes here any more. */
    private static final int MAX_REFUSED = 100;

    private final Platform platform;
    private final Win32Api win32;
    private final Handle timer;
    private final AtomicInteger refused = new AtomicInteger();

    Clockwork(Platform platform, Handle timer) {
        this.platform = platform;
        this.win32 = platform.win32();
        this.timer = timer;
    }

    Handle timer() {
        return timer;
    }

    long after(long millis) {
        return platform.clock().nanoTime() + millis * NANOS_PER_MILLI;
    }

    long after(Duration bound) {
        return platform.clock().nanoTime() + (bound.compareTo(LONGEST) > 0 ? LONGEST : bound).toNanos();
    }

    /** Returns how many milliseconds are left until a moment, rounded up; 0 once it has passed. */
    int left(long moment, int atMost) {
        long nanos = moment - platform.clock().nanoTime();
        return nanos <= 0 ? 0 : (int) Math.min(atMost, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    /** Tells whether waiting would do nothing but burn a processor. */
    boolean isBroken() {
        return refused.get() >= MAX_REFUSED;
    }

    /** Waits; in another way if the plain one is refused. */
    void pause(int millis, Complaints complaints) {
        CallResult waited = win32.waitForSingleObject(timer, millis);
        if (waited.ok()) {
            refused.set(0);
            return;
        }
        complaints.failed("WaitForSingleObject", waited.lastError());
        CallResult instead = win32.waitForMultipleObjects(new Handle[] {timer}, false, millis);
        if (instead.ok()) {
            refused.set(0);
            return;
        }
        refused.incrementAndGet();
        complaints.failed("WaitForMultipleObjects", instead.lastError());
    }
}
