package pipefault.explore;

import java.time.Duration;

/**
 * A moment at which something has to be over, in real time.
 *
 * @param nanos the moment, as {@link System#nanoTime} counts
 */
public record Deadline(long nanos) {

    /** Returns the moment after so much time from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Tells whether it has come. */
    public boolean isOver() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Returns how much time is left; zero if none is. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
