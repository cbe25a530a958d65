package pipefault.inject;

import java.util.ArrayList;
import java.util.List;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Error;

/** Operation memory whose status block a test writes in the kernel's place. */
final class ScriptedOperation implements Operation, Overlapped, Buffer {

    private final byte[] bytes;
    private final List<AutoCloseable> late = new ArrayList<>();
    private long internal;
    private long internalHigh;
    private Handle event = Handle.NULL;
    int releases;

    ScriptedOperation(int size) {
        bytes = new byte[size];
    }

    static ScriptedOperation of(Overlapped overlapped) {
        return (ScriptedOperation) overlapped;
    }

    void setStatus(long newInternal, long newInternalHigh) {
        internal = newInternal;
        internalHigh = newInternalHigh;
    }

    /** Completes the operation, and whatever was left to its late completion. */
    void complete(NtStatus status, long count) {
        setStatus(status.value(), count);
        List<AutoCloseable> all = List.copyOf(late);
        late.clear();
        all.forEach(ScriptedOperation::close);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError("a late release threw", e);
        }
    }

    /** Returns what GetOverlappedResult makes of the status block. */
    CallResult result() {
        if (!hasIoCompleted()) {
            return CallResult.failure(Win32Error.ERROR_IO_INCOMPLETE);
        }
        int error = NtStatus.toWin32Error(internal);
        return error == 0 ? CallResult.success(internalHigh) : CallResult.failure(error, internalHigh);
    }

    @Override
    public Overlapped overlapped() {
        return this;
    }

    @Override
    public Buffer data() {
        return this;
    }

    @Override
    public void release() {
        releases++;
    }

    @Override
    public void releaseOnCompletion(AutoCloseable... rest) {
        late.add(this::release);
        late.addAll(List.of(rest));
        if (hasIoCompleted()) {
            complete(NtStatus.SUCCESS, internalHigh);
        }
    }

    @Override
    public long internal() {
        return internal;
    }

    @Override
    public long internalHigh() {
        return internalHigh;
    }

    @Override
    public Handle event() {
        return event;
    }

    @Override
    public void setEvent(Handle newEvent) {
        event = newEvent;
    }

    @Override
    public int size() {
        return bytes.length;
    }

    @Override
    public void put(int position, byte[] source, int offset, int length) {
        System.arraycopy(source, offset, bytes, position, length);
    }

    @Override
    public void get(int position, byte[] target, int offset, int length) {
        System.arraycopy(bytes, position, target, offset, length);
    }
}
