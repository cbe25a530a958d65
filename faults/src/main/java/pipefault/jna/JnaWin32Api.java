package pipefault.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/**
 * The calls of the real kernel32.
 *
 * <p>The last error is read in the method that made the call, right after it: any other native call of the thread
 * destroys it (fact JN02).
 */
sealed class JnaWin32Api implements Win32Api permits JnaProbe {

    /** A place for what a call returns through pointers: three values of 8 bytes. */
    static final ThreadLocal<Memory> OUT = ThreadLocal.withInitial(() -> new Memory(24));

    final Answers answers = new Answers();

    private final Consumer<Throwable> strayExceptions;

    JnaWin32Api(Consumer<Throwable> strayExceptions) {
        this.strayExceptions = strayExceptions;
    }

    static @Nullable Memory wide(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Memory memory = new Memory((text.length() + 1L) * Native.WCHAR_SIZE);
        memory.setWideString(0, text);
        return memory;
    }

    @Override
    public CallResult createEvent(boolean manualReset, boolean initialState, @Nullable String name) {
        long returned = Kernel32.CreateEventW(0, manualReset ? 1 : 0, initialState ? 1 : 0, wide(name));
        int error = Native.getLastError();
        return answers.named(returned, error);
    }

    @Override
    public CallResult createMutex(boolean initialOwner, @Nullable String name) {
        long returned = Kernel32.CreateMutexW(0, initialOwner ? 1 : 0, wide(name));
        int error = Native.getLastError();
        return answers.named(returned, error);
    }

    @Override
    public CallResult setEvent(Handle event) {
        int returned = Kernel32.SetEvent(event.value());
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult resetEvent(Handle event) {
        int returned = Kernel32.ResetEvent(event.value());
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult waitForSingleObject(Handle object, int timeoutMillis) {
        int returned = Kernel32.WaitForSingleObject(object.value(), timeoutMillis);
        return answers.waited(returned, Native.getLastError());
    }

    @Override
    public CallResult waitForMultipleObjects(Handle[] objects, boolean waitAll, int timeoutMillis) {
        Memory handles = new Memory(8L * Math.max(1, objects.length));
        for (int i = 0; i < objects.length; i++) {
            handles.setLong(8L * i, objects[i].value());
        }
        int returned = Kernel32.WaitForMultipleObjects(objects.length, handles, waitAll ? 1 : 0, timeoutMillis);
        int error = Native.getLastError();
        return answers.waited(returned, error);
    }

    @Override
    public CallResult closeHandle(Handle handle) {
        int returned = Kernel32.CloseHandle(handle.value());
        return answers.bool(returned, Native.getLastError());
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
        long returned = Kernel32.CreateNamedPipeW(
                wide(name), openMode, pipeMode, maxInstances, outBufferSize, inBufferSize, defaultTimeoutMillis, 0);
        int error = Native.getLastError();
        return answers.handle(returned, error, Win32Error.ERROR_SUCCESS, Handle.INVALID);
    }

    @Override
    public CallResult createFile(String name, int access, int flags) {
        long returned = Kernel32.CreateFileW(wide(name), access, 0, 0, 3, flags, 0); // OPEN_EXISTING
        int error = Native.getLastError();
        return answers.handle(returned, error, Win32Error.ERROR_SUCCESS, Handle.INVALID);
    }

    @Override
    public CallResult connectNamedPipe(Handle server, @Nullable Overlapped overlapped) {
        JnaOverlapped status = overlapped == null ? null : JnaOverlapped.of(overlapped);
        if (status != null) {
            status.operation().aboutToStart(null);
        }
        int returned = Kernel32.ConnectNamedPipe(server.value(), JnaOverlapped.pointerTo(status));
        int error = Native.getLastError();
        if (status != null) {
            status.operation().hasReturned(returned != 0 || error == Win32Error.ERROR_IO_PENDING);
        }
        return answers.bool(returned, error);
    }

    @Override
    public CallResult disconnectNamedPipe(Handle server) {
        int returned = Kernel32.DisconnectNamedPipe(server.value());
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult createPipe(int size) {
        Memory out = OUT.get();
        int returned = Kernel32.CreatePipe(out, out.share(8), 0, size);
        int error = Native.getLastError();
        return returned == 0
                ? answers.failed(error)
                : CallResult.created(new PipeEnds(Handle.of(out.getLong(0)), Handle.of(out.getLong(8))));
    }

    @Override
    public CallResult peekNamedPipe(Handle pipe) {
        Memory out = OUT.get();
        int returned = Kernel32.PeekNamedPipe(pipe.value(), 0, 0, 0, out, out.share(8));
        int error = Native.getLastError();
        return returned == 0
                ? answers.failed(error)
                : CallResult.created(
                        new PipePeek(Integer.toUnsignedLong(out.getInt(0)), Integer.toUnsignedLong(out.getInt(8))));
    }

    @Override
    public CallResult flushFileBuffers(Handle pipe) {
        int returned = Kernel32.FlushFileBuffers(pipe.value());
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult setNamedPipeHandleState(Handle pipe, int mode) {
        Memory out = OUT.get();
        out.setInt(0, mode);
        int returned = Kernel32.SetNamedPipeHandleState(pipe.value(), out, 0, 0);
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult readFile(Handle pipe, Buffer into, int position, int length, @Nullable Overlapped overlapped) {
        return transfer(false, pipe, into, position, length, overlapped);
    }

    @Override
    public CallResult writeFile(Handle pipe, Buffer from, int position, int length, @Nullable Overlapped overlapped) {
        return transfer(true, pipe, from, position, length, overlapped);
    }

    private CallResult transfer(
            boolean write, Handle pipe, Buffer buffer, int position, int length, @Nullable Overlapped overlapped) {
        JnaBuffer data = JnaBuffer.of(buffer);
        Pointer address = data.pointerTo(position, length);
        JnaOverlapped status = overlapped == null ? null : JnaOverlapped.of(overlapped);
        Pointer statusPointer = JnaOverlapped.pointerTo(status);
        Memory out = OUT.get();
        out.setInt(0, Answers.UNTOUCHED);
        if (status != null) {
            status.operation().aboutToStart(data);
        }
        int returned = write
                ? Kernel32.WriteFile(pipe.value(), address, length, out, statusPointer)
                : Kernel32.ReadFile(pipe.value(), address, length, out, statusPointer);
        int error = Native.getLastError();
        if (status != null) {
            status.operation().hasReturned(returned != 0 || error == Win32Error.ERROR_IO_PENDING);
        }
        return answers.counted(returned, error, out.getInt(0));
    }

    @Override
    public CallResult cancelIo(Handle file) {
        int returned = Kernel32.CancelIo(file.value());
        return answers.bool(returned, Native.getLastError());
    }

    @Override
    public CallResult cancelIoEx(Handle file, @Nullable Overlapped overlapped) {
        JnaOverlapped status = overlapped == null ? null : JnaOverlapped.of(overlapped);
        int returned = Kernel32.CancelIoEx(file.value(), JnaOverlapped.pointerTo(status));
        int error = Native.getLastError();
        return answers.bool(returned, error);
    }

    @Override
    public CallResult getOverlappedResult(Handle file, Overlapped overlapped, boolean wait) {
        JnaOverlapped status = JnaOverlapped.of(overlapped);
        JnaOverlapped.Told told = status.told();
        if (told != null && !told.isPending()) {
            return answers.asTold(told);
        }
        Memory out = OUT.get();
        out.setInt(0, Answers.UNTOUCHED);
        int returned = Kernel32.GetOverlappedResult(file.value(), JnaOverlapped.pointerTo(status), out, wait ? 1 : 0);
        int error = Native.getLastError();
        return answers.counted(returned, error, out.getInt(0));
    }

    @Override
    public CallResult getOverlappedResultEx(Handle file, Overlapped overlapped, int timeoutMillis, boolean alertable) {
        JnaOverlapped status = JnaOverlapped.of(overlapped);
        JnaOverlapped.Told told = status.told();
        if (told != null && !told.isPending()) {
            return answers.asTold(told);
        }
        Memory out = OUT.get();
        out.setInt(0, Answers.UNTOUCHED);
        int returned = Kernel32.GetOverlappedResultEx(
                file.value(), JnaOverlapped.pointerTo(status), out, timeoutMillis, alertable ? 1 : 0);
        int error = Native.getLastError();
        return answers.counted(returned, error, out.getInt(0));
    }

    @Override
    public CallResult createThreadpoolWait(ThreadpoolWait.Callback callback) {
        JnaThreadpoolWait wait = new JnaThreadpoolWait(callback, strayExceptions);
        long returned = Kernel32.CreateThreadpoolWait(JnaThreadpoolWait.NATIVE_CALLBACK, wait.context(), 0);
        int error = Native.getLastError();
        wait.created(returned);
        return returned == 0 ? answers.failed(error, Handle.NULL) : CallResult.created(wait);
    }

    @Override
    public CallResult setThreadpoolWait(ThreadpoolWait wait, Handle handle, int timeoutMillis) {
        Pointer timeout = null;
        if (timeoutMillis != Win32Error.INFINITE) {
            // A FILETIME: negative is relative, in units of 100 ns.
            Memory out = OUT.get();
            out.setLong(0, -10_000 * Integer.toUnsignedLong(timeoutMillis));
            timeout = out;
        }
        JnaThreadpoolWait.of(wait).set(handle.value(), timeout);
        return CallResult.success();
    }

    @Override
    public CallResult waitForThreadpoolWaitCallbacks(ThreadpoolWait wait, boolean cancelPending) {
        JnaThreadpoolWait.of(wait).waitForCallbacks(cancelPending);
        return CallResult.success();
    }

    @Override
    public CallResult closeThreadpoolWait(ThreadpoolWait wait) {
        JnaThreadpoolWait.of(wait).close();
        return CallResult.success();
    }
}
