package pipefault.inject;

/**
 * The memory and the few calls that a fault on a foreign call needs, by raw values; no fault reaches them.
 *
 * <p>Thread-safe. Addresses are those of the calling process.
 */
public interface ForeignMemory {

    /** Returns the 32 bits at an address. */
    int getInt(long address);

    /** Returns the 64 bits at an address. */
    long getLong(long address);

    /** Writes 32 bits. */
    void putInt(long address, int value);

    /** Writes 64 bits. */
    void putLong(long address, long value);

    /** Calls ResetEvent; what it answers does not matter. */
    void resetEvent(long handle);

    /** Calls CloseHandle for a handle that nobody else will ever hear of. */
    void closeHandle(long handle);
}
