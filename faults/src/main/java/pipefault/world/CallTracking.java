package pipefault.world;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Function;

/**
 * The calls of a kernel, for the threads of one {@link NativeWorld}: calls that may block are seen in its wait graph,
 * callbacks run as its actors, and an aborted thread gets {@link RunAborted} instead of an answer.
 *
 * <p>Calls that only give something back are answered in an aborted run too.
 */
sealed class CallTracking implements Win32Api permits ProbeTracking {

    private final NativeWorld world;
    private final Win32Api kernel;

    CallTracking(NativeWorld world, Win32Api kernel) {
        this.world = world;
        this.kernel = kernel;
    }

    /** An actor inside a call that may block. */
    private record Inside(String call, @Nullable Obstacle behind, long sinceNanos) implements Obstacle {

        @Override
        public String what() {
            double seconds = (System.nanoTime() - sinceNanos) / 1e9;
            String subject = behind == null ? call + " to return" : behind.what();
            return String.format(Locale.ROOT, "%s, inside %s for %.1f s", subject, call, seconds);
        }

        @Override
        public List<String> forActors() {
            return behind == null ? List.of() : behind.forActors();
        }
    }

    /** What a thread waits for that has just entered a call which may block. */
    static Obstacle inside(String call) {
        return new Inside(call, null, System.nanoTime());
    }

    private CallResult blocking(Win32Function function, @Nullable Obstacle behind, Supplier<CallResult> call) {
        NativeActor actor = world.enter();
        return world.blocked(actor, new Inside(function.windowsName(), behind, System.nanoTime()), call);
    }

    @Override
    public CallResult createEvent(boolean manualReset, boolean initialState, @Nullable String name) {
        world.enter();
        return kernel.createEvent(manualReset, initialState, name);
    }

    @Override
    public CallResult createMutex(boolean initialOwner, @Nullable String name) {
        world.enter();
        return kernel.createMutex(initialOwner, name);
    }

    @Override
    public CallResult setEvent(Handle event) {
        world.enter();
        return kernel.setEvent(event);
    }

    @Override
    public CallResult resetEvent(Handle event) {
        world.enter();
        return kernel.resetEvent(event);
    }

    @Override
    public CallResult waitForSingleObject(Handle object, int timeoutMillis) {
        return blocking(
                Win32Function.WAIT_FOR_SINGLE_OBJECT, null, () -> kernel.waitForSingleObject(object, timeoutMillis));
    }

    @Override
    public CallResult waitForMultipleObjects(Handle[] objects, boolean waitAll, int timeoutMillis) {
        return blocking(
                Win32Function.WAIT_FOR_MULTIPLE_OBJECTS,
                null,
                () -> kernel.waitForMultipleObjects(objects, waitAll, timeoutMillis));
    }

    @Override
    public CallResult closeHandle(Handle handle) {
        return kernel.closeHandle(handle);
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
        world.enter();
        return kernel.createNamedPipe(
                name, openMode, pipeMode, maxInstances, outBufferSize, inBufferSize, defaultTimeoutMillis);
    }

    @Override
    public CallResult connectNamedPipe(Handle server, @Nullable Overlapped overlapped) {
        return blocking(Win32Function.CONNECT_NAMED_PIPE, null, () -> kernel.connectNamedPipe(server, overlapped));
    }

    @Override
    public CallResult disconnectNamedPipe(Handle server) {
        world.enter();
        return kernel.disconnectNamedPipe(server);
    }

    @Override
    public CallResult createFile(String name, int access, int flags) {
        world.enter();
        return kernel.createFile(name, access, flags);
    }

    @Override
    public CallResult createPipe(int size) {
        world.enter();
        return kernel.createPipe(size);
    }

    @Override
    public CallResult peekNamedPipe(Handle pipe) {
        world.enter();
        return kernel.peekNamedPipe(pipe);
    }

    @Override
    public CallResult flushFileBuffers(Handle pipe) {
        return blocking(Win32Function.FLUSH_FILE_BUFFERS, null, () -> kernel.flushFileBuffers(pipe));
    }

    @Override
    public CallResult setNamedPipeHandleState(Handle pipe, int mode) {
        world.enter();
        return kernel.setNamedPipeHandleState(pipe, mode);
    }

    @Override
    public CallResult readFile(Handle pipe, Buffer into, int position, int length, @Nullable Overlapped overlapped) {
        return blocking(Win32Function.READ_FILE, null, () -> kernel.readFile(pipe, into, position, length, overlapped));
    }

    @Override
    public CallResult writeFile(Handle pipe, Buffer from, int position, int length, @Nullable Overlapped overlapped) {
        return blocking(
                Win32Function.WRITE_FILE, null, () -> kernel.writeFile(pipe, from, position, length, overlapped));
    }

    @Override
    public CallResult cancelIo(Handle file) {
        world.enter();
        return kernel.cancelIo(file);
    }

    @Override
    public CallResult cancelIoEx(Handle file, @Nullable Overlapped overlapped) {
        world.enter();
        return kernel.cancelIoEx(file, overlapped);
    }

    @Override
    public CallResult getOverlappedResult(Handle file, Overlapped overlapped, boolean wait) {
        if (!wait) {
            world.enter();
            return kernel.getOverlappedResult(file, overlapped, false);
        }
        return blocking(
                Win32Function.GET_OVERLAPPED_RESULT, null, () -> kernel.getOverlappedResult(file, overlapped, true));
    }

    @Override
    public CallResult getOverlappedResultEx(Handle file, Overlapped overlapped, int timeoutMillis, boolean alertable) {
        return blocking(
                Win32Function.GET_OVERLAPPED_RESULT_EX,
                null,
                () -> kernel.getOverlappedResultEx(file, overlapped, timeoutMillis, alertable));
    }

    @Override
    public CallResult createThreadpoolWait(ThreadpoolWait.Callback callback) {
        world.enter();
        TrackedWait tracked = new TrackedWait(world, callback);
        CallResult result = kernel.createThreadpoolWait(tracked::fired);
        ThreadpoolWait created = result.threadpoolWaitOrNull();
        return created == null ? result : CallResult.created(tracked.around(created));
    }

    @Override
    public CallResult setThreadpoolWait(ThreadpoolWait wait, Handle handle, int timeoutMillis) {
        world.enter();
        return kernel.setThreadpoolWait(tracked(wait).real(), handle, timeoutMillis);
    }

    @Override
    public CallResult waitForThreadpoolWaitCallbacks(ThreadpoolWait wait, boolean cancelPending) {
        TrackedWait tracked = tracked(wait);
        return blocking(
                Win32Function.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS,
                tracked,
                () -> kernel.waitForThreadpoolWaitCallbacks(tracked.real(), cancelPending));
    }

    @Override
    public CallResult closeThreadpoolWait(ThreadpoolWait wait) {
        return kernel.closeThreadpoolWait(tracked(wait).real());
    }

    private static TrackedWait tracked(ThreadpoolWait wait) {
        if (wait instanceof TrackedWait tracked) {
            return tracked;
        }
        throw new IllegalArgumentException("a thread-pool wait of another platform: " + wait);
    }
}
