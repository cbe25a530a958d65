package pipefault.inject;

import org.jspecify.annotations.Nullable;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;

/**
 * The Windows calls of a subject: through the interception, and once that is disarmed straight to the kernel.
 *
 * <p>The straight way costs a look at a field and allocates nothing. Operations and wait objects that the subject has
 * from before are unwrapped on it.
 */
final class DisarmableWin32Api implements Win32Api {

    private final Interception interception;
    private final Win32Api injected;
    private final Win32Api kernel;

    DisarmableWin32Api(Interception interception, Win32Api kernel) {
        this.interception = interception;
        this.kernel = kernel;
        injected = new InjectedWin32Api(interception, kernel);
    }

    private boolean isDisarmed() {
        return interception.isDisarmed();
    }

    private Win32Api target() {
        return isDisarmed() ? kernel : injected;
    }

    private static Overlapped kernels(Overlapped overlapped) {
        return overlapped instanceof InjectedOperation operation ? operation.innerOverlapped() : overlapped;
    }

    private static @Nullable Overlapped kernelsOrNull(@Nullable Overlapped overlapped) {
        return overlapped == null ? null : kernels(overlapped);
    }

    private static Buffer kernels(Buffer buffer) {
        return buffer instanceof InjectedOperation operation ? operation.innerData() : buffer;
    }

    private static ThreadpoolWait kernels(ThreadpoolWait wait) {
        return wait instanceof InjectedThreadpoolWait mine ? mine.inner() : wait;
    }

    @Override
    public CallResult createEvent(boolean manualReset, boolean initialState, @Nullable String name) {
        return target().createEvent(manualReset, initialState, name);
    }

    @Override
    public CallResult createMutex(boolean initialOwner, @Nullable String name) {
        return target().createMutex(initialOwner, name);
    }

    @Override
    public CallResult setEvent(Handle event) {
        return target().setEvent(event);
    }

    @Override
    public CallResult resetEvent(Handle event) {
        return target().resetEvent(event);
    }

    @Override
    public CallResult waitForSingleObject(Handle object, int timeoutMillis) {
        return target().waitForSingleObject(object, timeoutMillis);
    }

    @Override
    public CallResult waitForMultipleObjects(Handle[] objects, boolean waitAll, int timeoutMillis) {
        return target().waitForMultipleObjects(objects, waitAll, timeoutMillis);
    }

    @Override
    public CallResult closeHandle(Handle handle) {
        return target().closeHandle(handle);
    }

    @Override
    public CallResult createNamedPipe(
            String name,
            int openMode,
            int pipeMode,
            int maxInstances,
            int outBufferSize,
            int inBufferSize,
            int defaultTimeoutMillis) {
        return target().createNamedPipe(
                        name, openMode, pipeMode, maxInstances, outBufferSize, inBufferSize, defaultTimeoutMillis);
    }

    @Override
    public CallResult connectNamedPipe(Handle server, @Nullable Overlapped overlapped) {
        return isDisarmed()
                ? kernel.connectNamedPipe(server, kernelsOrNull(overlapped))
                : injected.connectNamedPipe(server, overlapped);
    }

    @Override
    public CallResult disconnectNamedPipe(Handle server) {
        return target().disconnectNamedPipe(server);
    }

    @Override
    public CallResult createFile(String name, int access, int flags) {
        return target().createFile(name, access, flags);
    }

    @Override
    public CallResult createPipe(int size) {
        return target().createPipe(size);
    }

    @Override
    public CallResult peekNamedPipe(Handle pipe) {
        return target().peekNamedPipe(pipe);
    }

    @Override
    public CallResult flushFileBuffers(Handle pipe) {
        return target().flushFileBuffers(pipe);
    }

    @Override
    public CallResult setNamedPipeHandleState(Handle pipe, int mode) {
        return target().setNamedPipeHandleState(pipe, mode);
    }

    @Override
    public CallResult readFile(Handle pipe, Buffer into, int position, int length, @Nullable Overlapped overlapped) {
        return isDisarmed()
                ? kernel.readFile(pipe, kernels(into), position, length, kernelsOrNull(overlapped))
                : injected.readFile(pipe, into, position, length, overlapped);
    }

    @Override
    public CallResult writeFile(Handle pipe, Buffer from, int position, int length, @Nullable Overlapped overlapped) {
        return isDisarmed()
                ? kernel.writeFile(pipe, kernels(from), position, length, kernelsOrNull(overlapped))
                : injected.writeFile(pipe, from, position, length, overlapped);
    }

    @Override
    public CallResult cancelIo(Handle file) {
        return target().cancelIo(file);
    }

    @Override
    public CallResult cancelIoEx(Handle file, @Nullable Overlapped overlapped) {
        return isDisarmed()
                ? kernel.cancelIoEx(file, kernelsOrNull(overlapped))
                : injected.cancelIoEx(file, overlapped);
    }

    @Override
    public CallResult getOverlappedResult(Handle file, Overlapped overlapped, boolean wait) {
        return isDisarmed()
                ? kernel.getOverlappedResult(file, kernels(overlapped), wait)
                : injected.getOverlappedResult(file, overlapped, wait);
    }

    @Override
    public CallResult getOverlappedResultEx(Handle file, Overlapped overlapped, int timeoutMillis, boolean alertable) {
        return isDisarmed()
                ? kernel.getOverlappedResultEx(file, kernels(overlapped), timeoutMillis, alertable)
                : injected.getOverlappedResultEx(file, overlapped, timeoutMillis, alertable);
    }

    @Override
    public CallResult createThreadpoolWait(ThreadpoolWait.Callback callback) {
        return target().createThreadpoolWait(callback);
    }

    @Override
    public CallResult setThreadpoolWait(ThreadpoolWait wait, Handle handle, int timeoutMillis) {
        return isDisarmed()
                ? kernel.setThreadpoolWait(kernels(wait), handle, timeoutMillis)
                : injected.setThreadpoolWait(wait, handle, timeoutMillis);
    }

    @Override
    public CallResult waitForThreadpoolWaitCallbacks(ThreadpoolWait wait, boolean cancelPending) {
        return isDisarmed()
                ? kernel.waitForThreadpoolWaitCallbacks(kernels(wait), cancelPending)
                : injected.waitForThreadpoolWaitCallbacks(wait, cancelPending);
    }

    @Override
    public CallResult closeThreadpoolWait(ThreadpoolWait wait) {
        return isDisarmed() ? kernel.closeThreadpoolWait(kernels(wait)) : injected.closeThreadpoolWait(wait);
    }
}
