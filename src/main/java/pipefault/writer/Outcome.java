package pipefault.writer;

import pipefault.platform.CallResult;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/**
 * What is known of an operation after a call: the one place where Windows codes are translated.
 *
 * @param kind whether it goes on, has written, or has failed
 * @param bytes for {@link Kind#WRITTEN}: how many, from 0
 * @param function for {@link Kind#FAILED}: the call that said so
 * @param code for {@link Kind#FAILED}: the error code
 */
record Outcome(Kind kind, int bytes, Win32Function function, int code) {

    enum Kind {
        PENDING,
        WRITTEN,
        FAILED
    }

    static Outcome pending() {
        return new Outcome(Kind.PENDING, 0, Win32Function.WRITE_FILE, Win32Error.ERROR_SUCCESS);
    }

    static Outcome written(long bytes, int length) {
        int sane = (int) Math.max(0, Math.min(bytes, length));
        return new Outcome(Kind.WRITTEN, sane, Win32Function.WRITE_FILE, Win32Error.ERROR_SUCCESS);
    }

    static Outcome failed(Win32Function function, int code) {
        return new Outcome(Kind.FAILED, 0, function, code);
    }

    /** Translates the answer of WriteFile. */
    static Outcome ofStart(CallResult result, Overlapped overlapped, int length) {
        if (result.ok()) {
            return written(count(result, overlapped), length);
        }
        return result.isPending() ? pending() : failed(Win32Function.WRITE_FILE, result.lastError());
    }

    /**
     * Translates an answer of GetOverlappedResult or GetOverlappedResultEx.
     *
     * <p>TRUE while {@code Internal} is pending is no success: one stray signal is enough for that answer, and the count
     * that comes with it is stale (fact GR06). 996, 258 and 192 say that the operation goes on (facts GR01, GR12, GR13).
     */
    static Outcome ofQuestion(Win32Function function, CallResult result, Overlapped overlapped, int length) {
        if (result.ok()) {
            return overlapped.hasIoCompleted() ? written(count(result, overlapped), length) : pending();
        }
        return switch (result.lastError()) {
            case Win32Error.ERROR_IO_INCOMPLETE, Win32Error.WAIT_TIMEOUT, Win32Error.WAIT_IO_COMPLETION -> pending();
            default -> failed(function, result.lastError());
        };
    }

    private static long count(CallResult result, Overlapped overlapped) {
        return result.count() == CallResult.UNCHANGED ? overlapped.internalHigh() : result.count();
    }

    boolean isPending() {
        return kind == Kind.PENDING;
    }
}
