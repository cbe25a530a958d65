package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.world.NativeWorld;

/** A native world for each test, with a connected pipe in it: the server writes, with a quota of {@link #QUOTA} bytes. */
final class RealPipe implements BeforeEachCallback, AfterEachCallback {

    static final int QUOTA = 1000;

    /** Longer than anything takes here, and shorter than the time-out of a test. */
    static final Duration BOUND = Duration.ofSeconds(15);

    private static final AtomicInteger PIPES = new AtomicInteger();

    private final List<Handle> opened = new ArrayList<>();
    private @Nullable NativeWorld world;
    private Handle server = Handle.NULL;
    private Handle client = Handle.NULL;

    @Override
    public void beforeEach(ExtensionContext context) {
        world = WindowsKernel.newWorld();
        String name = uniqueName("pipe");
        server = handle(win32().createNamedPipe(
                        "\\\\.\\pipe\\" + name,
                        Win32Api.PIPE_ACCESS_DUPLEX | Win32Api.FILE_FLAG_OVERLAPPED,
                        0,
                        1,
                        QUOTA,
                        QUOTA,
                        0));
        client = handle(win32().createFile(
                        "\\\\.\\pipe\\" + name,
                        Win32Api.GENERIC_READ | Win32Api.GENERIC_WRITE,
                        Win32Api.FILE_FLAG_OVERLAPPED));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        opened.forEach(handle -> assertThat(win32().closeHandle(handle).ok())
                .as("closed %s", handle)
                .isTrue());
        opened.clear();
        world().close();
    }

    static String uniqueName(String what) {
        return "pipefault-" + what + "-" + ProcessHandle.current().pid() + "-" + PIPES.incrementAndGet();
    }

    NativeWorld world() {
        if (world == null) {
            throw new IllegalStateException("the world exists only during a test");
        }
        return world;
    }

    ConformanceProbe win32() {
        return (ConformanceProbe) world().platform().win32();
    }

    Handle server() {
        return server;
    }

    Handle client() {
        return client;
    }

    /** Returns the handle of a successful creating call, which is closed after the test. */
    Handle handle(CallResult result) {
        Handle handle = result.handleOrNull();
        if (handle == null) {
            throw new AssertionError("no handle: " + result);
        }
        opened.add(handle);
        return handle;
    }

    /** Closes a handle now instead of after the test. */
    void close(Handle handle) {
        opened.remove(handle);
        assertThat(win32().closeHandle(handle).ok()).isTrue();
    }

    Handle event(boolean manualReset) {
        return handle(win32().createEvent(manualReset, false, null));
    }

    /** Allocates an operation with an event and this much data, each byte different from its neighbours. */
    Operation operation(int bytes, Handle event) {
        Operation operation = world().platform().operation(bytes);
        operation.overlapped().setEvent(event);
        operation.data().put(0, pattern(bytes), 0, bytes);
        return operation;
    }

    static byte[] pattern(int bytes) {
        byte[] data = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            data[i] = (byte) (i * 31 + i / 256);
        }
        return data;
    }

    CallResult write(Operation operation) {
        return win32().writeFile(server, operation.data(), 0, operation.data().size(), operation.overlapped());
    }

    /** Writes twice the quota: the write is pending afterwards. */
    Operation pendingWrite(Handle event) {
        Operation operation = operation(2 * QUOTA, event);
        assertThat(write(operation)).matches(CallResult::isPending);
        return operation;
    }

    CallResult result(Operation operation, boolean wait) {
        return win32().getOverlappedResult(server, operation.overlapped(), wait);
    }

    /** Reads what is there, at most this much, on the client end. */
    byte[] read(int bytes) {
        Operation operation = operation(bytes, event(true));
        Buffer data = operation.data();
        CallResult started = win32().readFile(client, data, 0, bytes, operation.overlapped());
        assertThat(started.ok() || started.isPending()).as("%s", started).isTrue();
        CallResult ended = win32().getOverlappedResult(client, operation.overlapped(), true);
        assertThat(ended.ok()).as("%s", ended).isTrue();
        byte[] read = new byte[(int) ended.count()];
        data.get(0, read, 0, read.length);
        operation.release();
        return read;
    }

    ThreadpoolWait threadpoolWait(ThreadpoolWait.Callback callback) {
        ThreadpoolWait wait = win32().createThreadpoolWait(callback).threadpoolWaitOrNull();
        if (wait == null) {
            throw new AssertionError("no thread-pool wait");
        }
        return wait;
    }

    /** Ends a wait in the safe order (fact TP14). */
    void end(ThreadpoolWait wait) {
        win32().setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
        win32().waitForThreadpoolWaitCallbacks(wait, true);
        win32().closeThreadpoolWait(wait);
    }

    void waitFor(String what, BooleanSupplier condition) {
        assertThat(world().await(what, condition, BOUND))
                .as("%s within %s", what, BOUND)
                .isTrue();
    }
}
