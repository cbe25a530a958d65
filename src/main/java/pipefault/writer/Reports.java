package pipefault.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What the listener does not know yet; not thread-safe. */
final class Reports {

    /** One call of the listener. */
    @FunctionalInterface
    interface Report {

        /** Calls the listener; tells whether bytes were reported. */
        boolean tell(PipeWriterListener listener);
    }

    private final Deque<Report> warnings = new ArrayDeque<>();
    private long written;
    private @Nullable Report failed;
    private @Nullable Report closed;

    /** Adds bytes; reports that nobody has fetched yet become one. */
    void written(long bytes) {
        written += bytes;
    }

    void warning(String text, int code) {
        warnings.addLast(listener -> {
            listener.warning(text, code);
            return false;
        });
    }

    void failed(int code) {
        failed = listener -> {
            listener.failed(code);
            return false;
        };
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
        return written == 0 && warnings.isEmpty() && failed == null && closed == null;
    }

    /** Takes the next report: earned bytes come before the failure, and the end comes last. */
    @Nullable
    Report poll() {
        if (written > 0) {
            long bytes = written;
            written = 0;
            return listener -> {
                listener.written(bytes);
                return true;
            };
        }
        Report next = warnings.poll();
        if (next == null && failed != null) {
            next = failed;
            failed = null;
        }
        if (next == null) {
            next = closed;
            closed = null;
        }
        return next;
    }
}
