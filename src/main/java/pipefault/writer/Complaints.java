package pipefault.writer;

import pipefault.platform.CallResult;
import pipefault.platform.Win32Function;

/** Takes the failures that a writer can live with, so that no answer of Windows is dropped. */
@FunctionalInterface
interface Complaints {

    /** Notes a call that went wrong; its answer does not change what the writer does. */
    void failed(Win32Function function, int code);

    /** Notes the call if it went wrong. */
    default void check(Win32Function function, CallResult result) {
        if (!result.ok()) {
            failed(function, result.lastError());
        }
    }
}
