package pipefault.junit;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.FaultInjector;
import pipefault.inject.Interception;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;

/** A client with a synchronous handle, as foreign code may be, on the simulated kernel; those nested here have a flaw. */
class PlainClient implements ForeignSubject {

    private @Nullable Platform platform;

    /** One that leaves the pipe open, whatever happens. */
    static final class Leaky extends PlainClient {
        @Override
        void closeFile(Win32Api win32, Handle file) {}
    }

    /** One that tells nobody of a write that has failed. */
    static final class Silent extends PlainClient {
        @Override
        void writeFailed(int code) {}
    }

    /** One that leaves the pipe open, and reads nothing. */
    static final class Careless extends PlainClient {
        @Override
        void closeFile(Win32Api win32, Handle file) {}

        @Override
        int readCount(CallResult read) {
            return 0;
        }
    }

    int readCount(CallResult read) {
        return (int) read.count();
    }

    @Override
    public String name() {
        return "plain-client";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public String caughtBy() {
        return "the platform";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        platform = new FaultInjector(interception);
        return List.of();
    }

    void closeFile(Win32Api win32, Handle file) {
        CallResult unused = win32.closeHandle(file);
    }

    void writeFailed(int code) throws IOException {
        throw new IOException("WriteFile failed, error code " + code);
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        Platform own = platform;
        if (own == null) {
            throw new IllegalStateException("not intercepted");
        }
        Win32Api win32 = own.win32();
        CallResult opened = win32.createFile(pipe, Win32Api.GENERIC_READ | Win32Api.GENERIC_WRITE, 0);
        if (!opened.ok()) {
            throw new IOException("CreateFile failed, error code " + opened.lastError());
        }
        Handle file = opened.rawHandle();
        return new Endpoint() {

            @Override
            public void write(byte[] data) throws IOException {
                Operation operation = own.operation(data.length);
                operation.data().put(0, data, 0, data.length);
                CallResult written = win32.writeFile(file, operation.data(), 0, data.length, null);
                operation.release();
                if (!written.ok()) {
                    writeFailed(written.lastError());
                }
            }

            @Override
            public int read(byte[] buffer) throws IOException {
                Operation operation = own.operation(buffer.length);
                CallResult read = win32.readFile(file, operation.data(), 0, buffer.length, null);
                if (read.ok()) {
                    operation.data().get(0, buffer, 0, (int) read.count());
                }
                operation.release();
                if (!read.ok()) {
                    throw new IOException("ReadFile failed, error code " + read.lastError());
                }
                return readCount(read);
            }

            @Override
            public void close() {
                closeFile(win32, file);
            }
        };
    }
}
