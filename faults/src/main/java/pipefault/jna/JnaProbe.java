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
        Memory out = OUT.get();
        int status = Ntdll.NtQueryEvent(event.value(), 0, out, 8, 0); // EventBasicInformation: type, state
        if (status != 0) {
            throw new IllegalArgumentException(
                    "NtQueryEvent of " + event + " answered 0x" + Integer.toHexString(status));
        }
        return out.getInt(4) != 0;
    }

    @Override
    public int statusToError(long status) {
        return Ntdll.RtlNtStatusToDosError((int) status);
    }

    @Override
    public void setStatus(Overlapped overlapped, long internal, long internalHigh) {
        JnaOverlapped.of(overlapped).operation().tell(internal, internalHigh);
    }
}
