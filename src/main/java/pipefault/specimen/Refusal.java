package pipefault.specimen;

import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** Says which call of Windows has failed, and with which code. */
final class Refusal extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Refusal(Win32Function function, CallResult result) {
        this(function.windowsName() + " failed with " + Win32Error.describe(result.lastError()));
    }

    private Refusal(String message) {
        super(message);
    }

    /** Returns one that names both; what is named already is not said twice. */
    Refusal and(Refusal other) {
        String all = String.valueOf(getMessage());
        return all.contains(String.valueOf(other.getMessage())) ? this : new Refusal(all + "; " + other.getMessage());
    }
}
