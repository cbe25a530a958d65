package pipefault.platform;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * What a Windows call answered: return value, last error and byte count as one value.
 *
 * <p>Nobody asks for the last error afterwards: it is kept per thread, and any call in between destroys it (fact JN02).
 * Immutable. Results that occur often are shared instances.
 */
@CheckReturnValue
public final class CallResult {

    /** Says that a call left the last error, or the caller's count, as it was. */
    public static final int UNCHANGED = -1;

    private static final CallResult SUCCESS = new CallResult(true, 1, UNCHANGED, UNCHANGED, null);
    private static final CallResult PENDING = new CallResult(false, 0, Win32Error.ERROR_IO_PENDING, 0, null);
    private static final CallResult[] FAILURES = new CallResult[2048];

    static {
        for (int code = 0; code < FAILURES.length; code++) {
            FAILURES[code] = new CallResult(false, 0, code, UNCHANGED, null);
        }
    }

    private final boolean ok;
    private final long value;
    private final int lastError;
    private final long count;
    private final @Nullable Object object;

    private CallResult(boolean ok, long value, int lastError, long count, @Nullable Object object) {
        this.ok = ok;
        this.value = value;
        this.lastError = lastError;
        this.count = count;
        this.object = object;
    }

    /** Returns TRUE (or the end of a void call) with last error and count left alone. */
    public static CallResult success() {
        return SUCCESS;
    }

    /** Returns TRUE with a byte count. */
    public static CallResult success(long count) {
        return new CallResult(true, 1, UNCHANGED, count, null);
    }

    /** Returns FALSE with {@link Win32Error#ERROR_IO_PENDING} and count 0: the operation is in flight. */
    public static CallResult pending() {
        return PENDING;
    }

    /** Returns FALSE with this last error; the count is left alone. */
    public static CallResult failure(int lastError) {
        return lastError >= 0 && lastError < FAILURES.length
                ? FAILURES[lastError]
                : new CallResult(false, 0, lastError, UNCHANGED, null);
    }

    /** Returns FALSE with this last error and a count. */
    public static CallResult failure(int lastError, long count) {
        return new CallResult(false, 0, lastError, count, null);
    }

    /** Returns a failed creating call: NULL, or INVALID_HANDLE_VALUE where the call answers so. */
    public static CallResult failure(int lastError, Handle returned) {
        return new CallResult(false, returned.value(), lastError, UNCHANGED, returned);
    }

    /**
     * Returns a created handle.
     *
     * @param lastError 0 or {@link Win32Error#ERROR_ALREADY_EXISTS}, or {@link #UNCHANGED}; a handle with 183 is
     *     success (fact EV02)
     */
    public static CallResult created(Handle handle, int lastError) {
        return new CallResult(true, handle.value(), lastError, UNCHANGED, handle);
    }

    /** Returns a created object that is no HANDLE: a thread-pool wait, the two ends of a pipe, what a peek saw. */
    public static CallResult created(Object object) {
        return new CallResult(true, 1, UNCHANGED, UNCHANGED, object);
    }

    /** Returns the answer of a wait that did not fail: WAIT_OBJECT_0 + index, WAIT_TIMEOUT, WAIT_ABANDONED + index. */
    public static CallResult waited(int value) {
        return new CallResult(true, value, UNCHANGED, UNCHANGED, null);
    }

    /** Returns WAIT_FAILED with this last error. */
    public static CallResult waitFailed(int lastError) {
        return new CallResult(false, Win32Error.WAIT_FAILED, lastError, UNCHANGED, null);
    }

    /** Returns the same result with another byte count. */
    public CallResult withCount(long newCount) {
        return new CallResult(ok, value, lastError, newCount, object);
    }

    /** Returns the same result with another last error, as a creating call leaves one behind when it succeeds. */
    public CallResult withLastError(int newLastError) {
        return new CallResult(ok, value, newLastError, count, object);
    }

    /** Tells whether the call succeeded; {@code FALSE/997} did not, see {@link #isPending}. */
    public boolean ok() {
        return ok;
    }

    /** Tells whether an overlapped call answered {@code FALSE/997}. */
    public boolean isPending() {
        return !ok && lastError == Win32Error.ERROR_IO_PENDING;
    }

    /** Returns the raw return value: BOOL as 0 or 1, a handle's value, the result of a wait (unsigned). */
    public long value() {
        return value;
    }

    /** Returns the last error that the call left behind, {@link #UNCHANGED} if it left it alone. */
    public int lastError() {
        return lastError;
    }

    /** Returns the byte count that the call reported, {@link #UNCHANGED} if it did not touch it. */
    public long count() {
        return count;
    }

    /** Returns the created handle, or null if the call failed. */
    public @Nullable Handle handleOrNull() {
        return ok && object instanceof Handle handle ? handle : null;
    }

    /** Returns the handle as Windows returned it: on failure NULL or INVALID_HANDLE_VALUE. */
    public Handle rawHandle() {
        return object instanceof Handle handle ? handle : Handle.NULL;
    }

    /** Returns the created thread-pool wait, or null if the call failed. */
    public @Nullable ThreadpoolWait threadpoolWaitOrNull() {
        return object instanceof ThreadpoolWait wait ? wait : null;
    }

    /** Returns what the call created or filled in besides a handle, or null. */
    public <T> @Nullable T objectOrNull(Class<T> type) {
        return type.isInstance(object) ? type.cast(object) : null;
    }

    @Override
    public String toString() {
        String text = ok ? "ok" : "fail";
        if (object != null) {
            text += " " + object;
        } else if (ok && value != 1) {
            text += " " + value;
        }
        if (lastError != UNCHANGED) {
            text += " " + Win32Error.describe(lastError);
        }
        return count == UNCHANGED ? text : text + " n=" + count;
    }
}
