package pipefault.jna;

import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Error;

/** Makes results of what a call returned, and remembers per thread which last error the calls should have left. */
final class Answers {

    /** What a count holds before a call, to see whether the call touched it. */
    static final int UNTOUCHED = 0x5AFE0C0D;

    private final ThreadLocal<Integer> expected = new ThreadLocal<>();

    /** Notes a last error that was set by hand. */
    void expect(int error) {
        expected.set(error);
    }

    /** Returns the last error that the thread should find; null if nothing has set one yet. */
    @Nullable
    Integer expected() {
        return expected.get();
    }

    CallResult bool(int returned, int error) {
        return returned != 0 ? CallResult.success() : failed(error);
    }

    CallResult failed(int error) {
        expected.set(error);
        return CallResult.failure(error);
    }

    CallResult failed(int error, Handle returned) {
        expected.set(error);
        return CallResult.failure(error, returned);
    }

    CallResult handle(long returned, int error, int errorOnSuccess, Handle failure) {
        if (returned == failure.value()) {
            return failed(error, failure);
        }
        if (errorOnSuccess != CallResult.UNCHANGED) {
            expected.set(errorOnSuccess);
        }
        return CallResult.created(Handle.of(returned), errorOnSuccess);
    }

    /** Creating calls of named objects tell by the last error whether the name existed (fact EV02). */
    CallResult named(long returned, int error) {
        int onSuccess = error == Win32Error.ERROR_ALREADY_EXISTS ? error : Win32Error.ERROR_SUCCESS;
        return handle(returned, error, onSuccess, Handle.NULL);
    }

    CallResult counted(int returned, int error, int count) {
        if (returned != 0) {
            return CallResult.success(Integer.toUnsignedLong(count));
        }
        expected.set(error);
        if (count == UNTOUCHED) {
            return CallResult.failure(error);
        }
        return error == Win32Error.ERROR_IO_PENDING && count == 0
                ? CallResult.pending()
                : CallResult.failure(error, Integer.toUnsignedLong(count));
    }

    CallResult waited(int returned, int error) {
        if (Integer.toUnsignedLong(returned) != Win32Error.WAIT_FAILED) {
            return CallResult.waited(returned);
        }
        expected.set(error);
        return CallResult.waitFailed(error);
    }

    /** Answers from a status that stands in for the one in memory, as Windows would answer from it (fact GR04). */
    CallResult asTold(JnaOverlapped.Told told) {
        int error = Ntdll.RtlNtStatusToDosError((int) told.internal());
        expected.set(error);
        return error == Win32Error.ERROR_SUCCESS
                ? CallResult.success(told.internalHigh())
                : CallResult.failure(error, told.internalHigh());
    }
}
