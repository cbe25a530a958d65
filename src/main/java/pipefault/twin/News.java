package pipefault.twin;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.Listener;

/** What the listener is to hear, in the order in which it may; belongs to the thread whose turn it is. */
final class News {

    private record Warning(String text, int code) {}

    private final Set<Warning> warnings = new LinkedHashSet<>();
    private final AtomicLong told = new AtomicLong();
    private long written;
    private @Nullable Integer failure;
    private boolean failed;

    void written(long bytes) {
        written += bytes;
    }

    void warning(String text, int code) {
        warnings.add(new Warning(text, code));
    }

    /** Notes the failure; the first one counts. */
    void failed(int code) {
        if (!failed) {
            failed = true;
            failure = code;
        }
    }

    /** Tells whether the failure has been told: no bytes are told after it. */
    boolean isFailureTold() {
        return failed && failure == null;
    }

    /** Returns how many bytes were told; for any thread. */
    long told() {
        return told.get();
    }

    /**
     * Tells everything, even if the listener throws meanwhile.
     *
     * @param reported gets the number of bytes before the listener does
     */
    void tellAll(Listener listener, LongConsumer reported) {
        Throwable first = null;
        boolean more = true;
        while (more) {
            try {
                more = tellBytes(listener, reported) || tellNext(listener);
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private boolean tellBytes(Listener listener, LongConsumer reported) {
        long bytes = written;
        if (bytes == 0) {
            return false;
        }
        written = 0;
        reported.accept(bytes);
        told.addAndGet(bytes);
        listener.written(bytes);
        return true;
    }

    /** Tells the next thing but bytes; false if there is none. */
    private boolean tellNext(Listener listener) {
        if (!warnings.isEmpty()) {
            Warning next = warnings.iterator().next();
            warnings.remove(next);
            listener.warning(next.text(), next.code());
            return true;
        }
        Integer code = failure;
        if (code == null) {
            return false;
        }
        failure = null;
        listener.failed(code);
        return true;
    }
}
