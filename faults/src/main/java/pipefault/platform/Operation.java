package pipefault.platform;

/**
 * The memory of one outstanding I/O: OVERLAPPED and data together, with one owner.
 *
 * <p>From the call that starts the I/O until its completion was observed the kernel owns this memory (facts LT05, LT06):
 * no byte of it may be changed, and it may not be released.
 */
public interface Operation {

    /** Returns the OVERLAPPED; the same object on every call. */
    Overlapped overlapped();

    /** Returns the data buffer; the same object on every call. */
    Buffer data();

    /**
     * Gives the memory back.
     *
     * <p>A release while the kernel owns the memory is a finding. The memory is then quarantined instead of freed, so
     * that the finding stays a verdict and does not crash the process. A second release has no effect.
     */
    void release();

    /**
     * Hands the memory over until the late completion, then releases it and closes the rest, in the order given.
     *
     * <p>The lawful way out for a writer whose cancel did not end the operation. Runs at once if the operation is
     * complete. Exceptions of the closeables do not reach the caller.
     *
     * @param rest what the completion still needs: the event, the wait object, whatever the callback uses
     */
    void releaseOnCompletion(AutoCloseable... rest);
}
