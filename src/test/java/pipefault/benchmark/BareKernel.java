package pipefault.benchmark;

import org.jspecify.annotations.Nullable;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;

/** A kernel that does nothing and says yes; adds up, so that its calls cannot be left out. */
class BareKernel implements Win32Api {

    private long sum;

    /** Returns the sum of the values of the events that were set. */
    final long sum() {
        return sum;
    }

    @Override
    public CallResult createEvent(boolean manualReset, boolean initialState, @Nullable String name) {
        return CallResult.success();
    }

    @Override
    public CallResult createMutex(boolean initialOwner, @Nullable String name) {
        return CallResult.success();
    }

    @Override
    public CallResult setEvent(Handle event) {
        sum += event.value();
        return CallResult.success();
    }

    @Override
    public CallResult resetEvent(Handle event) {
        return CallResult.success();
    }

    @Override
    public CallResult waitForSingleObject(Handle object, int timeoutMillis) {
        return CallResult.success();
    }

    @Override
    public CallResult waitForMultipleObjects(Handle[] objects, boolean waitAll, int timeoutMillis) {
        return CallResult.success();
    }

    @Override
    public CallResult closeHandle(Handle handle) {
        return CallResult.success();
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
        return CallResult.success();
    }

    @Override
    public CallResult connectNamedPipe(Handle server, @Nullable Overlapped overlapped) {
        return CallResult.success();
    }

    @Override
    public CallResult disconnectNamedPipe(Handle server) {
        return CallResult.success();
    }

    @Override
    public CallResult createFile(String name, int access, int flags) {
        return CallResult.success();
    }

    @Override
    public CallResult createPipe(int size) {
        return CallResult.success();
    }

    @Override
    public CallResult peekNamedPipe(Handle pipe) {
        return CallResult.success();
    }

    @Override
    public CallResult flushFileBuffers(Handle pipe) {
        return CallResult.success();
    }

    @Override
    public CallResult setNamedPipeHandleState(Handle pipe, int mode) {
        return CallResult.success();
    }

    @Override
    public CallResult readFile(Handle pipe, Buffer into, int position, int length, @Nullable Overlapped overlapped) {
        return CallResult.success();
    }

    @Override
    public CallResult writeFile(Handle pipe, Buffer from, int position, int length, @Nullable Overlapped overlapped) {
        return CallResult.success();
    }

    @Override
    public CallResult cancelIo(Handle file) {
        return CallResult.success();
    }

    @Override
    public CallResult cancelIoEx(Handle file, @Nullable Overlapped overlapped) {
        return CallResult.success();
    }

    @Override
    public CallResult getOverlappedResult(Handle file, Overlapped overlapped, boolean wait) {
        return CallResult.success();
    }

    @Override
    public CallResult getOverlappedResultEx(Handle file, Overlapped overlapped, int timeoutMillis, boolean alertable) {
        return CallResult.success();
    }

    @Override
    public CallResult createThreadpoolWait(ThreadpoolWait.Callback callback) {
        return CallResult.success();
    }

    @Override
    public CallResult setThreadpoolWait(ThreadpoolWait wait, Handle handle, int timeoutMillis) {
        return CallResult.success();
    }

    @Override
    public CallResult waitForThreadpoolWaitCallbacks(ThreadpoolWait wait, boolean cancelPending) {
        return CallResult.success();
    }

    @Override
    public CallResult closeThreadpoolWait(ThreadpoolWait wait) {
        return CallResult.success();
    }
}
