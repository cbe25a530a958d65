package pipefault.writer;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the listener does not know yet; not thread-safe. */
final class Reports {

    /** One call of the listener. */
    @FunctionalInterface
    interface Report {

        /** Calls the listener; tells whether bytes were reported. */
        boolean tell(PipeWriterListener listener);
    }

    private record Warning(String text, int code) implements Report {

        @Override
        public boolean tell(PipeWriterListener listener) {
            listener.warning(text, code);
            return false;
        }
    }

    private final Set<Warning> warnings = new LinkedHashSet<>();
    private long written;
    private @Nullable Report failed;
    private @Nullable Report closed;
    private boolean over;

    /** Tells whether the last word was fetched; what is added after that is dropped. */
    boolean isOver() {
        return over;
    }

    /** Adds bytes; reports that nobody has fetched yet become one. */
    void written(long bytes) {
        written += over ? 0 : bytes;
    }

    /** Adds a warning; one that nobody has fetched yet is not said twice. */
    void warning(String text, int code) {
        warnings.add(new Warning(text, code));
    }

    void failed(int code) {
        failed = listener -> {
            listener.failed(code);
            return false;
        };
    }

    /** Tells whether a failure waits to be told: bytes that are earned by then still come before it. */
    boolean isFailureUntold() {
        return failed != null;
    }

    void closed() {
        closed = listener -> {
            listener.closed();
            return false;
        };
    }

    /** Returns the bytes that are in the pipe and not reported. */
    long unreportedBytes() {
        return written;
    }

    boolean isEmpty() {
        return over || (written == 0 && warnings.isEmpty() && failed == null && closed == null);
    }

    /** Takes the next report: earned bytes come before the failure, and the end comes last. */
    @Nullable
    Report poll() {
        if (over) {
            return null;
        }
        if (written > 0) {
            long bytes = written;
            written = 0;
            return listener -> {
                listener.written(bytes);
                return true;
            };
        }
        if (!warnings.isEmpty()) {
            Warning next = warnings.iterator().next();
            warnings.remove(next);
            return next;
        }
        Report next = failed;
        if (next != null) {
            failed = null;
            return next;
        }
        over = closed != null;
        return closed;
    }
}
