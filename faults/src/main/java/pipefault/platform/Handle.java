package pipefault.platform;

/**
 * A Windows HANDLE.
 *
 * <p>Each successful creating call hands out an object of its own. Windows re-uses values; the object tells a closed
 * handle from a later one with the same value, so a ledger goes by identity and a kernel goes by value.
 */
public final class Handle {

    /** The NULL handle. */
    public static final Handle NULL = new Handle(0);

    /** INVALID_HANDLE_VALUE, the failure value of CreateFile and CreateNamedPipe. */
    public static final Handle INVALID = new Handle(-1);

    private final long value;

    private Handle(long value) {
        this.value = value;
    }

    /** Returns a new object for a value that a kernel has handed out; the shared ones for 0 and -1. */
    public static Handle of(long value) {
        if (value == 0) {
            return NULL;
        }
        return value == -1 ? INVALID : new Handle(value);
    }

    /** Returns the value as Windows sees it. */
    public long value() {
        return value;
    }

    /** Tells whether this is neither NULL nor INVALID_HANDLE_VALUE; it may be closed all the same. */
    public boolean isValid() {
        return value != 0 && value != -1;
    }

    @Override
    public String toString() {
        if (value == 0) {
            return "NULL";
        }
        return value == -1 ? "INVALID_HANDLE_VALUE" : "0x" + Long.toHexString(value);
    }
}
