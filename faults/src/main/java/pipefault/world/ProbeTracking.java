package pipefault.world;

import java.util.Optional;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;

/** The calls of {@link CallTracking}, and those that only an inspection makes. */
final class ProbeTracking extends CallTracking implements ConformanceProbe {

    private final NativeWorld world;
    private final ConformanceProbe kernel;

    ProbeTracking(NativeWorld world, ConformanceProbe kernel) {
        super(world, kernel);
        this.world = world;
        this.kernel = kernel;
    }

    @Override
    public void setLastError(int code) {
        kernel.setLastError(code);
    }

    @Override
    public Optional<Integer> lastError() {
        return kernel.lastError();
    }

    @Override
    public boolean isSet(Handle event) {
        return kernel.isSet(event);
    }

    @Override
    public CallResult openEvent(String name) {
        world.enter();
        return kernel.openEvent(name);
    }

    @Override
    public CallResult duplicateHandle(Handle handle) {
        world.enter();
        return kernel.duplicateHandle(handle);
    }

    @Override
    public CallResult waitNamedPipe(String name, int timeoutMillis) {
        world.enter();
        return kernel.waitNamedPipe(name, timeoutMillis);
    }

    @Override
    public int statusToError(long status) {
        return kernel.statusToError(status);
    }

    @Override
    public void setStatus(Overlapped overlapped, long internal, long internalHigh) {
        kernel.setStatus(overlapped, internal, internalHigh);
    }

    @Override
    public boolean isManualReset(Handle event) {
        return kernel.isManualReset(event);
    }

    @Override
    public void setOffset(Overlapped overlapped, int offset) {
        kernel.setOffset(overlapped, offset);
    }

    @Override
    public int offset(Overlapped overlapped) {
        return kernel.offset(overlapped);
    }

    @Override
    public boolean isGuardIntact(Overlapped overlapped) {
        return kernel.isGuardIntact(overlapped);
    }

    @Override
    public CallResult namedPipeInfo(Handle pipe) {
        world.enter();
        return kernel.namedPipeInfo(pipe);
    }

    @Override
    public CallResult queueUserApc() {
        world.enter();
        return kernel.queueUserApc();
    }

    @Override
    public CallResult openCurrentThread() {
        world.enter();
        return kernel.openCurrentThread();
    }

    @Override
    public CallResult cancelSynchronousIo(Handle thread) {
        world.enter();
        return kernel.cancelSynchronousIo(thread);
    }

    @Override
    public CallResult createCompletionPort(Handle file, long key) {
        world.enter();
        return kernel.createCompletionPort(file, key);
    }

    @Override
    public CompletionPacket queuedCompletionStatus(Handle port, int timeoutMillis) {
        world.enter();
        return kernel.queuedCompletionStatus(port, timeoutMillis);
    }

    @Override
    public CallResult setNotificationModes(Handle file, int flags) {
        world.enter();
        return kernel.setNotificationModes(file, flags);
    }
}
