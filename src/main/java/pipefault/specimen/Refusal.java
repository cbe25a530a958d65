package pipefault.specimen;

import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** Says which call of Windows has failed, and with which code. */
final class Refusal extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Refusal(Win32Function function, CallResult result) {
        super(function.windowsName() + " failed with " + Win32Error.describe(result.lastError()));
    }
}
