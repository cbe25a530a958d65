package pipefault.inject;

import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/**
 * Looks at the handles that a call gets, before the kernel does.
 *
 * <p>A handle that the subject has closed never reaches the kernel: its value may be another's by now, on a real kernel
 * one that the harness needs. The call then gets the answer of Windows for a handle that is not open.
 */
final class HandleChecks {

    private final Observations observations;
    private final HandleLedger handles;

    HandleChecks(Interception interception) {
        observations = interception.observations();
        handles = interception.handles();
    }

    /** Objects to NULL, INVALID_HANDLE_VALUE and closed handles; tells whether the call may reach the kernel. */
    boolean require(Win32Function function, Handle handle) {
        if (!handle.isValid()) {
            observations.add(Property.ARGUMENTS, function.windowsName() + " gets " + handle);
            return true;
        }
        return optional(function, handle);
    }

    /** Objects to closed handles only; NULL means something here. */
    boolean optional(Win32Function function, Handle handle) {
        if (!handles.isClosed(handle)) {
            return true;
        }
        observations.add(
                Property.ARGUMENTS, function.windowsName() + " gets " + handles.name(handle) + ", which is closed");
        return false;
    }

    /** Objects to an event that is closed by now; tells whether the call may reach the kernel. */
    boolean requireOpenEvent(Win32Function function, InjectedOperation operation) {
        if (!handles.isClosed(operation.event())) {
            return true;
        }
        observations.add(
                Property.ARGUMENTS,
                function.windowsName() + " gets " + operation.label() + " with hEvent "
                        + handles.name(operation.event()) + ", which is closed");
        return false;
    }

    /** Returns the answer of Windows for a handle that is not open. */
    static CallResult notOpen(Win32Function function) {
        return function.failure(Win32Error.ERROR_INVALID_HANDLE);
    }
}
