package pipefault.writer;

import java.util.EnumSet;
import java.util.Set;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Function;

/** Takes the failures that a writer can live with, so that no answer of Windows is dropped. */
@FunctionalInterface
interface Complaints {

    /** Notes a call that went wrong; its answer does not change what the writer does. */
    void failed(Win32Function function, int code);

    /** Returns complaints that say of each call once that it went wrong; for one thread. */
    default Complaints once() {
        Set<Win32Function> said = EnumSet.noneOf(Win32Function.class);
        return (function, code) -> {
            if (said.add(function)) {
                failed(function, code);
            }
        };
    }

    /** Notes the call if it went wrong. */
    default void check(Win32Function function, CallResult result) {
        if (!result.ok()) {
            failed(function, result.lastError());
        }
    }
}
