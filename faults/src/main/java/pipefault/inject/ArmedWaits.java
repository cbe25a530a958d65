package pipefault.inject;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Handle;

/** Knows which thread-pool waits are armed, and with what; thread-safe. */
final class ArmedWaits {

    /** Guards itself. */
    private final Map<InjectedThreadpoolWait, Handle> armed = new LinkedHashMap<>();

    void arm(InjectedThreadpoolWait wait, Handle handle) {
        synchronized (armed) {
            armed.put(wait, handle);
        }
    }

    /** Notes that a wait is disarmed, by a call or because its callback begins (fact TP02). */
    void disarm(InjectedThreadpoolWait wait) {
        synchronized (armed) {
            armed.remove(wait);
        }
    }

    /** Returns a wait that is armed with this handle; null if there is none. */
    @Nullable
    InjectedThreadpoolWait armedWith(Handle handle) {
        synchronized (armed) {
            for (Map.Entry<InjectedThreadpoolWait, Handle> each : armed.entrySet()) {
                if (each.getValue() == handle) {
                    return each.getKey();
                }
            }
            return null;
        }
    }
}
