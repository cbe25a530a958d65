package pipefault.platform;

import java.util.OptionalLong;

/** The NTSTATUS values of the pipe path and the Win32 errors they become (fact ST01). */
public enum NtStatus {
    SUCCESS(0x00000000L, 0),
    PENDING(0x00000103L, 997),
    BUFFER_OVERFLOW(0x80000005L, 234),
    HANDLES_CLOSED(0x8000000AL, 10),
    INVALID_HANDLE(0xC0000008L, 6),
    INVALID_PARAMETER(0xC000000DL, 87),
    INVALID_DEVICE_REQUEST(0xC0000010L, 1),
    NO_MEMORY(0xC0000017L, 8),
    ACCESS_DENIED(0xC0000022L, 5),
    OBJECT_TYPE_MISMATCH(0xC0000024L, 6),
    OBJECT_NAME_NOT_FOUND(0xC0000034L, 2),
    OBJECT_PATH_NOT_FOUND(0xC000003AL, 3),
    QUOTA_EXCEEDED(0xC0000044L, 1816),
    INSUFFICIENT_RESOURCES(0xC000009AL, 1450),
    INSTANCE_NOT_AVAILABLE(0xC00000ACL, 231),
    INVALID_PIPE_STATE(0xC00000ADL, 230),
    PIPE_BUSY(0xC00000AEL, 231),
    ILLEGAL_FUNCTION(0xC00000AFL, 1),
    PIPE_DISCONNECTED(0xC00000B0L, 233),
    PIPE_CLOSING(0xC00000B1L, 232),
    PIPE_CONNECTED(0xC00000B2L, 535),
    PIPE_LISTENING(0xC00000B3L, 536),
    IO_TIMEOUT(0xC00000B5L, 121),
    NOT_SUPPORTED(0xC00000BBL, 50),
    NETWORK_NAME_DELETED(0xC00000C9L, 64),
    PIPE_EMPTY(0xC00000D9L, 232),
    CANCELLED(0xC0000120L, 995),
    PIPE_BROKEN(0xC000014BL, 109),
    NOT_FOUND(0xC0000225L, 1168);

    private final long value;
    private final int win32Error;

    NtStatus(long value, int win32Error) {
        this.value = value;
        this.win32Error = win32Error;
    }

    /** Returns the status as an unsigned 32-bit value. */
    public long value() {
        return value;
    }

    /** Returns the Win32 error that this status becomes; 0 for success. */
    public int win32Error() {
        return win32Error;
    }

    /**
     * Maps a status to its Win32 error, as RtlNtStatusToDosError does for the statuses of the pipe path.
     *
     * @return 317 ERROR_MR_MID_NOT_FOUND for a status outside the table, as Windows answers for unknown ones
     */
    public static int toWin32Error(long status) {
        for (NtStatus known : values()) {
            if (known.value == status) {
                return known.win32Error;
            }
        }
        return 317;
    }

    /** Finds the status that an asynchronous operation leaves in {@code Internal} when it ends with this error. */
    public static OptionalLong ofCompletion(int win32Error) {
        if (win32Error == Win32Error.ERROR_NO_DATA) {
            return OptionalLong.of(PIPE_CLOSING.value);
        }
        for (NtStatus known : values()) {
            if (known.win32Error == win32Error) {
                return OptionalLong.of(known.value);
            }
        }
        return OptionalLong.empty();
    }
}
