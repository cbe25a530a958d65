package pipefault.specimen;

import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Function;
import pipefault.scenario.Listener;

/**
 * The skeleton on a pipe that does not wait, which takes a write whole or, with success, nothing of it (fact WR23).
 *
 * <p>Right as it stands: after a few writes of which nothing was taken it says that it has failed.
 */
class NonBlocking extends Skeleton {

    NonBlocking(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
        CallResult set = win32.setNamedPipeHandleState(pipe, Win32Api.PIPE_NOWAIT);
        if (!set.ok()) {
            throw undone(new Refusal(Win32Function.SET_NAMED_PIPE_HANDLE_STATE, set));
        }
    }
}
