package pipefault.platform;

/** An OVERLAPPED structure in memory that the kernel writes to (facts LT05, GR16). */
public interface Overlapped {

    /** {@code Internal} while the operation is pending. */
    long STATUS_PENDING = 0x103;

    /** Returns {@code Internal}: an NTSTATUS as an unsigned 32-bit value, {@link #STATUS_PENDING} while pending. */
    long internal();

    /** Returns {@code InternalHigh}: the number of bytes transferred, meaningful once the operation is complete. */
    long internalHigh();

    /** Returns {@code hEvent}, {@link Handle#NULL} if there is none. */
    Handle event();

    /** Sets {@code hEvent}; allowed only while no operation uses this structure. */
    void setEvent(Handle event);

    /** Tells what the HasOverlappedIoCompleted macro tells: {@code Internal} is not {@link #STATUS_PENDING}. */
    default boolean hasIoCompleted() {
        return internal() != STATUS_PENDING;
    }
}
