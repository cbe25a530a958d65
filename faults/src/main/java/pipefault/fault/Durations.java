package pipefault.fault;

import java.time.Duration;

/** The text form of durations: {@code 2s}, {@code 50ms}, {@code 100us}. */
final class Durations {

    static final Duration MAX = Duration.ofHours(1);

    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000_000;

    private Durations() {}

    static void require(Duration duration) {
        if (duration.compareTo(Duration.ofNanos(1_000)) < 0
                || duration.compareTo(MAX) > 0
                || duration.toNanos() % 1_000 != 0) {
            throw Refusal.of(Refusal.Part.VALUE, "a delay is 1us to 3600s in whole microseconds", duration)
                    .error();
        }
    }

    static String print(Duration duration) {
        long micros = duration.toNanos() / 1_000;
        if (micros % SECOND == 0) {
            return micros / SECOND + "s";
        }
        return micros % MILLI == 0 ? micros / MILLI + "ms" : micros + "us";
    }
}
