package pipefault.writer;

import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/**
 * What is known of an operation.
 *
 * @param kind how it stands
 * @param bytes for {@link Kind#WRITTEN}: how many, from 0
 * @param function for {@link Kind#FAILED}: the call that said so
 * @param code for {@link Kind#FAILED}: the error code
 */
record Outcome(Kind kind, int bytes, Win32Function function, int code) {

    enum Kind {
        /** It goes on. */
        PENDING,
        /** It has ended, with so many bytes in the pipe. */
        WRITTEN,
        /** It has ended as the writer itself has asked for; how much got through cannot be known (fact CX10). */
        CANCELLED,
        /** It has ended in an error, or a call says so. */
        FAILED
    }

    private static final Outcome THE_PENDING = of(Kind.PENDING, 0);
    private static final Outcome THE_CANCELLED = of(Kind.CANCELLED, 0);

    private static Outcome of(Kind kind, int bytes) {
        return new Outcome(kind, bytes, Win32Function.WRITE_FILE, Win32Error.ERROR_SUCCESS);
    }

    static Outcome pending() {
        return THE_PENDING;
    }

    static Outcome written(int bytes) {
        return of(Kind.WRITTEN, bytes);
    }

    static Outcome cancelled() {
        return THE_CANCELLED;
    }

    static Outcome failed(Win32Function function, int code) {
        return new Outcome(Kind.FAILED, 0, function, code);
    }

    boolean isPending() {
        return kind == Kind.PENDING;
    }
}
