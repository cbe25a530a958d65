package pipefault.oracle;

import org.jspecify.annotations.Nullable;
import pipefault.inject.Answer;
import pipefault.platform.Win32Error;

/**
 * Something decided that the subject has learnt about a write.
 *
 * @param sequence where in the trace it stands
 * @param began where the write was entered
 * @param asked where the call was entered that said so; for a look the same as where it stands
 * @param source in words, for example {@code GetOverlappedResult (call 7)}
 * @param error the error code; 0 for success
 * @param bytes how many bytes were written, by this source
 * @param answer what a call answered; null for a look at the status block
 */
record DataEvent(
        int sequence,
        int began,
        int asked,
        String source,
        int error,
        long bytes,
        @Nullable Answer answer) {

    boolean isSuccess() {
        return error == Win32Error.ERROR_SUCCESS;
    }

    /** Tells whether a fault made it so. */
    boolean isForced() {
        return answer != null && answer.injected();
    }

    String text() {
        return source + " answered " + Win32Error.describe(error);
    }
}
