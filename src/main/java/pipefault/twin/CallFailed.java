package pipefault.twin;

import pipefault.platform.Win32Error;

/** A call of Windows has failed, and nobody could be told of it in another way. */
final class CallFailed extends IllegalStateException {

    private static final long serialVersionUID = 1;

    CallFailed(String function, int code) {
        super(function + " failed with " + Win32Error.describe(code));
    }
}
