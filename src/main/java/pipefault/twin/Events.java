package pipefault.twin;

import java.util.ArrayDeque;
import java.util.Deque;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Api;

/** The events that were created while a writer opens: all of them, or none. */
final class Events {

    private final Win32Api win32;
    private final Deque<Handle> taken = new ArrayDeque<>();

    Events(Win32Api win32) {
        this.win32 = win32;
    }

    /**
     * Takes an event.
     *
     * @throws CallFailed if there is none (facts EV04, EV06)
     */
    Handle take(CallResult created) {
        Handle handle = created.handleOrNull();
        if (handle == null) {
            throw new CallFailed("CreateEvent", created.lastError());
        }
        taken.push(handle);
        return handle;
    }

    /** Closes them again; what goes wrong now comes with the exception that says why. */
    void closeAll(CallFailed why) {
        for (Handle each : taken) {
            CallResult closed = win32.closeHandle(each);
            if (!closed.ok()) {
                why.addSuppressed(new CallFailed("CloseHandle", closed.lastError()));
            }
        }
    }
}
