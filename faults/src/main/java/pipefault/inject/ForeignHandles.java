package pipefault.inject;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;

/**
 * The handles that foreign code has taken while it was watched, by their values; thread-safe.
 *
 * <p>Foreign code may also hold handles from calls that nobody caught: of those nothing is known, and nothing is said.
 */
final class ForeignHandles {

    private final HandleLedger ledger;

    /** The latest object of each value: Windows gives a value again once its handle is closed. */
    private final Map<Long, Handle> byValue = new ConcurrentHashMap<>();

    ForeignHandles(HandleLedger ledger) {
        this.ledger = ledger;
    }

    /** Notes what a call has answered that creates a handle; returns the answer in words for the trace. */
    String answered(CallResult answer, String kind) {
        Handle handle = answer.handleOrNull();
        if (handle != null) {
            byValue.put(handle.value(), handle);
        }
        return ledger.answered(answer, kind);
    }

    /** Returns the name of a handle for traces: values differ from run to run. */
    String name(long value) {
        Handle known = byValue.get(value);
        if (known != null) {
            return ledger.name(known);
        }
        Handle stranger = Handle.of(value);
        return stranger.isValid() ? "a handle from elsewhere" : stranger.toString();
    }

    /** Returns a handle that was taken while watched; null for any other. */
    @Nullable
    Handle known(long value) {
        return byValue.get(value);
    }

    /** Notes a CloseHandle, and objects to a second one; tells whether it may reach the kernel. */
    boolean closing(Handle handle) {
        return ledger.closing(handle, "CloseHandle") == HandleLedger.Closing.LAWFUL;
    }

    /** From now on its value is anybody's. */
    void forget(Handle closed) {
        boolean unused = byValue.remove(closed.value(), closed);
    }

    void closingRefused(Handle handle) {
        ledger.closingRefused(handle);
    }
}
