package pipefault.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.Optional;
import java.util.function.Consumer;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;

/** The calls of the real kernel32, and those that only an inspection makes. */
final class JnaProbe extends JnaWin32Api implements ConformanceProbe {

    JnaProbe(Consumer<Throwable> strayExceptions) {
        super(strayExceptions);
    }

    @Override
    public CallResult openEvent(String name) {
        long returned = Kernel32.OpenEventW(0x1F0003, 0, wide(name)); // EVENT_ALL_ACCESS
        int error = Native.getLastError();
        return answers.handle(returned, error, CallResult.UNCHANGED, Handle.NULL);
    }

    @Override
    public CallResult duplicateHandle(Handle handle) {
        long self = Kernel32.GetCurrentProcess();
        Memory out = OUT.get();
        int returned = Kernel32.DuplicateHandle(self, handle.value(), self, out, 0, 0, 2); // DUPLICATE_SAME_ACCESS
        int error = Native.getLastError();
        return answers.handle(returned == 0 ? 0 : out.getLong(0), error, CallResult.UNCHANGED, Handle.NULL);
    }

    @Override
    public CallResult waitNamedPipe(String name, int timeoutMillis) {
        int returned = Kernel32.WaitNamedPipeW(wide(name), timeoutMillis);
        int error = Native.getLastError();
        return answers.bool(returned, error);
    }

    @Override
    public void setLastError(int code) {
        answers.expect(code);
        Native.setLastError(code);
    }

    /** {@inheritDoc} Empty if the slot holds something else than the last call should have left there. */
    @Override
    public Optional<Integer> lastError() {
        int now = Native.getLastError();
        Integer expected = answers.expected();
        return expected != null && expected == now ? Optional.of(now) : Optional.empty();
    }

    @Override
    public boolean isSet(Handle event) {
        return eventInformation(event).getInt(4) != 0;
    }

    @Override
    public boolean isManualReset(Handle event) {
        return eventInformation(event).getInt(0) == 0;
    }

    /** Returns EVENT_BASIC_INFORMATION: the type, 0 for manual reset, and the state. */
    private static Memory eventInformation(Handle event) {
        Memory out = OUT.get();
        int status = Ntdll.NtQueryEvent(event.value(), 0, out, 8, 0);
        if (status != 0) {
            throw new IllegalArgumentException(
                    "NtQueryEvent of " + event + " answered 0x" + Integer.toHexString(status));
        }
        return out;
    }

    @Override
    public int statusToError(long status) {
        return Ntdll.RtlNtStatusToDosError((int) status);
    }

    @Override
    public void setStatus(Overlapped overlapped, long internal, long internalHigh) {
        JnaOverlapped.of(overlapped).operation().tell(internal, internalHigh);
    }

    @Override
    public void setOffset(Overlapped overlapped, int offset) {
        JnaOverlapped.of(overlapped).setOffset(offset);
    }

    @Override
    public int offset(Overlapped overlapped) {
        return JnaOverlapped.of(overlapped).offset();
    }

    @Override
    public boolean isGuardIntact(Overlapped overlapped) {
        return JnaOverlapped.of(overlapped).isGuardIntact();
    }

    @Override
    public CallResult namedPipeInfo(Handle pipe) {
        Memory out = OUT.get();
        int returned = Kernel32.GetNamedPipeInfo(pipe.value(), out, out.share(4), out.share(8), out.share(12));
        int error = Native.getLastError();
        return returned == 0
                ? answers.failed(error)
                : CallResult.created(new PipeInfo(out.getInt(0), out.getInt(4), out.getInt(8), out.getInt(12)));
    }

    @Override
    public CallResult queueUserApc() {
        int returned = Kernel32.QueueUserAPC(Kernel32.DOES_NOTHING, Kernel32.GetCurrentThread(), 0);
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult openCurrentThread() {
        long returned = Kernel32.OpenThread(1, 0, Kernel32.GetCurrentThreadId()); // THREAD_TERMINATE
        int error = Native.getLastError();
        return answers.handle(returned, error, CallResult.UNCHANGED, Handle.NULL);
    }

    @Override
    public CallResult cancelSynchronousIo(Handle thread) {
        int returned = Kernel32.CancelSynchronousIo(thread.value());
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult createCompletionPort(Handle file, long key) {
        long returned = Kernel32.CreateIoCompletionPort(file.value(), 0, key, 0);
        int error = Native.getLastError();
        return answers.handle(returned, error, CallResult.UNCHANGED, Handle.NULL);
    }

    @Override
    public CompletionPacket queuedCompletionStatus(Handle port, int timeoutMillis) {
        Memory out = OUT.get();
        out.clear();
        int returned =
                Kernel32.GetQueuedCompletionStatus(port.value(), out, out.share(8), out.share(16), timeoutMillis);
        int error = Native.getLastError();
        Overlapped completed = JnaOperation.at(out.getLong(16));
        CallResult result =
                completed == null ? answers.bool(returned, error) : answers.counted(returned, error, out.getInt(0));
        return new CompletionPacket(result, out.getLong(8), completed);
    }

    @Override
    public CallResult setNotificationModes(Handle file, int flags) {
        int returned = Kernel32.SetFileCompletionNotificationModes(file.value(), (byte) flags);
        return answers.bool(returned, Native.getLastError());
    }
}
