package pipefault.oracle;

import java.time.Duration;
import java.util.List;

/**
 * One thing that a subject told its owner.
 *
 * @param sequence where in the trace it stands
 * @param at when, since the run began
 * @param actor the thread that told it
 * @param kind what
 * @param value bytes for WRITTEN, the error code for FAILED and WARNING, 0 for CLOSED
 */
public record ListenerEvent(int sequence, Duration at, String actor, Kind kind, long value) {

    /** Returns how many bytes were reported as written up to a position in the trace, that one included. */
    static long written(List<ListenerEvent> events, int until) {
        return events.stream()
                .filter(event -> event.kind() == Kind.WRITTEN && event.sequence() <= until)
                .mapToLong(ListenerEvent::value)
                .sum();
    }

    /** What a listener is told. */
    public enum Kind {
        /** So many more bytes have been written. */
        WRITTEN,
        /** The subject cannot go on. */
        FAILED,
        /** Something is odd. */
        WARNING,
        /** The subject has ended. */
        CLOSED
    }
}
