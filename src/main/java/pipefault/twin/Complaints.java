package pipefault.twin;

import pipefault.platform.CallResult;

/** Takes failed calls that do not change what a writer does. */
@FunctionalInterface
interface Complaints {

    void failed(String function, int code);

    /** Takes the call if it has failed. */
    default void check(String function, CallResult result) {
        if (!result.ok()) {
            failed(function, result.lastError());
        }
    }
}
