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

    private record Named(Handle handle, String name) {}

    /** The latest object of each value: Windows gives a value again once its handle is closed. */
    private final Map<Long, Named> byValue = new ConcurrentHashMap<>();

    ForeignHandles(HandleLedger ledger) {
        this.ledger = ledger;
    }

    /** Notes what a call has answered that creates a handle; returns the answer in words for the trace. */
    String answered(CallResult answer, String kind) {
        String words = ledger.answered(answer, kind);
        Handle handle = answer.handleOrNull();
        if (handle != null) {
            byValue.put(handle.value(), new Named(handle, ledger.name(handle)));
        }
        return words;
    }

    /** Returns the name of a handle for traces: values differ from run to run. */
    String name(long value) {
        Named known = byValue.get(value);
        if (known != null) {
            return known.name();
        }
        Handle stranger = Handle.of(value);
        return stranger.isValid() ? "a handle from elsewhere" : stranger.toString();
    }

    /** Returns a handle that was taken while watched; null for any other. */
    @Nullable
    Handle known(long value) {
        Named known = byValue.get(value);
        return known == null ? null : known.handle();
    }

    /** Notes a CloseHandle, and objects to a second one; tells whether it may reach the kernel. */
    boolean closing(Handle handle) {
        return ledger.closing(handle, "CloseHandle") == HandleLedger.Closing.LAWFUL;
    }

    /** From now on its value is anybody's. */
    void forget(Handle closed) {
        byValue.computeIfPresent(closed.value(), (value, known) -> known.handle() == closed ? null : known);
    }

    void closingRefused(Handle handle) {
        ledger.closingRefused(handle);
    }
}
