package pipefault.writer;

import java.util.concurrent.atomic.AtomicBoolean;
import pipefault.platform.Handle;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Function;
import pipefault.writer.PipeWriterOptions.End;

/** The writer's end of the pipe. */
final class PipeEnd {

    private final Win32Api win32;
    private final Handle handle;
    private final PipeWriterOptions options;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean closeRequested;

    PipeEnd(Win32Api win32, Handle handle, PipeWriterOptions options) {
        if (!handle.isValid()) {
            throw new IllegalArgumentException("a writer needs an open pipe handle, but got " + handle);
        }
        this.win32 = win32;
        this.handle = handle;
        this.options = options;
    }

    Handle handle() {
        return handle;
    }

    boolean canDisconnect() {
        return options.end() == End.SERVER;
    }

    boolean isOwned() {
        return options.ownsHandle();
    }

    /** Ends the connection, and with it every operation on it; what the peer has not read is lost (fact CL09). */
    void disconnect(Complaints complaints) {
        complaints.check(Win32Function.DISCONNECT_NAMED_PIPE, win32.disconnectNamedPipe(handle));
    }

    /** Asks whoever uses the handle last to close it. */
    void requestClose() {
        closeRequested = true;
    }

    boolean isCloseRequested() {
        return closeRequested;
    }

    /** Closes the handle if the writer owns it and has not done so. */
    void close(Complaints complaints) {
        if (options.ownsHandle() && !gone.getAndSet(true)) {
            complaints.check(Win32Function.CLOSE_HANDLE, win32.closeHandle(handle));
        }
    }
}
