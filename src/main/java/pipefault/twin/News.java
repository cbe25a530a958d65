package pipefault.twin;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.Listener;

/** What the listener is to hear, in the order in which it may; belongs to the thread whose turn it is. */
final class News {

    private record Warning(String text, int code) {}

    private final Set<Warning> warnings = new LinkedHashSet<>();
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

    /** Takes the bytes that are to be told before everything else; 0 if there are none. */
    long takeWritten() {
        long bytes = written;
        written = 0;
        return bytes;
    }

    /** Tells the next thing but bytes; false if there is none. */
    boolean tellNext(Listener listener) {
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
