package pipefault.writer;

import java.time.Duration;
import pipefault.platform.Clock;

/** A moment in the platform's time by which a wait ends. */
final class Deadline {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Clock clock;
    private final long at;

    private Deadline(Clock clock, long at) {
        this.clock = clock;
        this.at = at;
    }

    static Deadline after(Clock clock, Duration bound) {
        Duration capped = bound.compareTo(LONGEST) > 0 ? LONGEST : bound;
        return new Deadline(clock, clock.nanoTime() + capped.toNanos());
    }

    boolean hasPassed() {
        return at - clock.nanoTime() <= 0;
    }

    /** Returns what is left as a time-out of Windows, rounded up: a wait that ends too early is a wait that gives up. */
    int remainingMillis() {
        long nanos = at - clock.nanoTime();
        return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
    }

    /** Returns what is left, but no more than so many milliseconds. */
    int remainingMillis(int atMost) {
        return Math.min(remainingMillis(), atMost);
    }
}
