package pipefault.specimen;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.scenario.Listener;

/** What the skeleton was given, what of it is in the pipe, what went wrong, and what its owner is still to hear. Not thread-safe. */
final class Book {

    /** So many successes without a byte are an error; Windows has no code for that. */
    private static final int MAX_EMPTY_WRITES = 8;

    /** One thing to tell the owner. */
    @FunctionalInterface
    interface News {

        /** Tells it. */
        void tell(Listener listener);
    }

    /** Bytes that were written. */
    record Written(long bytes) implements News {

        @Override
        public void tell(Listener listener) {
            listener.written(bytes);
        }
    }

    final BlockQueue queue = new BlockQueue();
    long unreported;
    int failure;
    boolean failed;
    boolean failureTold;
    private final Map<Win32Function, Integer> warnings = new EnumMap<>(Win32Function.class);
    private int emptyWrites;

    long pending() {
        return queue.bytes() + unreported;
    }

    /** Tells whether there are bytes or a failure to tell of. */
    boolean hasReport() {
        return unreported > 0 || (failed && !failureTold);
    }

    boolean hasNews() {
        return hasReport() || !warnings.isEmpty();
    }

    /** Accounts a success. */
    void credit(long bytes) {
        if (bytes <= 0) {
            if (++emptyWrites >= MAX_EMPTY_WRITES) {
                fail(Win32Error.ERROR_SEM_TIMEOUT);
            }
            return;
        }
        emptyWrites = 0;
        unreported += bytes;
        if (!queue.isEmpty()) {
            queue.advance((int) bytes);
        }
    }

    /** Accounts an error, the first one only; tells whether this is it. */
    boolean fail(int error) {
        boolean first = !failed;
        if (first) {
            failed = true;
            failure = error;
            queue.clear();
        }
        return first;
    }

    /** Keeps a warning about a call that went wrong; until it is told, one for each function is enough. */
    void note(Win32Function function, CallResult result) {
        if (!result.ok()) {
            warnings.put(function, result.lastError());
        }
    }

    /** Takes what is to be told next: bytes, then the failure, then warnings; null if there is nothing. */
    @Nullable
    News next() {
        if (unreported > 0) {
            long bytes = unreported;
            unreported = 0;
            return new Written(bytes);
        }
        if (failed && !failureTold) {
            failureTold = true;
            int code = failure;
            return listener -> listener.failed(code);
        }
        return warnings.isEmpty() ? null : nextWarning();
    }

    private News nextWarning() {
        Map.Entry<Win32Function, Integer> first = warnings.entrySet().iterator().next();
        String text = first.getKey().windowsName() + " failed";
        int code = first.getValue();
        warnings.remove(first.getKey());
        return listener -> listener.warning(text, code);
    }
}
