package pipefault.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;

/**
 * The OVERLAPPED of a {@link JnaOperation}: the first 32 bytes of its memory (fact LT05).
 *
 * <p>Plain memory and no JNA structure: a structure would write its stale Java fields back over what the kernel has
 * recorded (fact JN05).
 */
final class JnaOverlapped implements Overlapped {

    /** What an OVERLAPPED takes: {@code sizeof(OVERLAPPED)} on x64, and guard bytes that nobody may write to. */
    static final int BYTES = 48;

    private static final int INTERNAL = 0;
    private static final int INTERNAL_HIGH = 8;
    private static final int OFFSET = 16;
    private static final int EVENT = 24;
    private static final int GUARD = 32;
    private static final long GUARD_VALUE = 0x7EA5_7EA5_7EA5_7EA5L;

    /** A status that stands in for the one in memory while that is pending. */
    record Told(long internal, long internalHigh) {

        boolean isPending() {
            return internal == STATUS_PENDING;
        }
    }

    private final Memory memory;
    private final JnaOperation operation;
    private volatile @Nullable Told told;

    /** The object that was set, so that {@link #event} gives the same one back: ledgers go by identity. */
    private volatile Handle event = Handle.NULL;

    JnaOverlapped(Memory memory, JnaOperation operation) {
        this.memory = memory;
        this.operation = operation;
        memory.setLong(GUARD, GUARD_VALUE);
        memory.setLong(GUARD + 8, GUARD_VALUE);
    }

    static JnaOverlapped of(Overlapped overlapped) {
        if (overlapped instanceof JnaOverlapped ours) {
            return ours;
        }
        throw new IllegalArgumentException("an OVERLAPPED of another platform: " + overlapped);
    }

    static @Nullable Pointer pointerTo(@Nullable JnaOverlapped overlapped) {
        return overlapped == null ? null : overlapped.memory;
    }

    JnaOperation operation() {
        return operation;
    }

    @Override
    public long internal() {
        Told instead = told();
        return instead == null ? inMemory() : instead.internal();
    }

    @Override
    public long internalHigh() {
        Told instead = told();
        return instead == null ? memory.getLong(INTERNAL_HIGH) : instead.internalHigh();
    }

    /** Returns the status that stands in for a pending one, null if there is none. */
    @Nullable
    Told told() {
        Told instead = told;
        return instead != null && isPendingInMemory() ? instead : null;
    }

    boolean isPendingInMemory() {
        return inMemory() == STATUS_PENDING;
    }

    private long inMemory() {
        // The kernel writes an NTSTATUS, which is 32 bits wide; the other half of the field is not its business.
        return Integer.toUnsignedLong(memory.getInt(INTERNAL));
    }

    @Override
    public Handle event() {
        return event;
    }

    @Override
    public void setEvent(Handle handle) {
        event = handle;
        memory.setLong(EVENT, handle.value());
    }

    void tell(long internal, long internalHigh) {
        told = new Told(internal, internalHigh);
    }

    void forgetWhatWasTold() {
        told = null;
    }

    void setStatus(long internal, long internalHigh) {
        told = null;
        memory.setLong(INTERNAL, internal);
        memory.setLong(INTERNAL_HIGH, internalHigh);
    }

    void setOffset(int offset) {
        memory.setInt(OFFSET, offset);
    }

    int offset() {
        return memory.getInt(OFFSET);
    }

    boolean isGuardIntact() {
        return memory.getLong(GUARD) == GUARD_VALUE && memory.getLong(GUARD + 8) == GUARD_VALUE;
    }

    boolean isAt(long address) {
        return Pointer.nativeValue(memory) == address;
    }
}
