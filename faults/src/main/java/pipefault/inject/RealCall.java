package pipefault.inject;

import pipefault.platform.CallResult;

/** The real call behind an intercepted one, and what belongs to a fault on it. */
public interface RealCall {

    /** Makes the real call. */
    CallResult perform();

    /**
     * Returns the answer of an injected failure.
     *
     * @param code the injected last error
     */
    CallResult failure(int code);

    /**
     * Leaves behind what a real failure with this code leaves behind (facts WR10, GR14).
     *
     * @param code the injected last error
     * @param performed whether the real call was made as well
     */
    default void leaveTraces(int code, boolean performed) {}

    /** Takes the real answer that an injected failure hides, for example to close a handle that nobody will close. */
    default void hidden(CallResult real) {}

    /**
     * Makes the subject see this status in {@code Internal} of the operation that the call is about.
     *
     * @return false if the call is about no operation
     */
    default boolean alterInternal(long status) {
        return false;
    }

    /**
     * Tells whether Windows may still answer in more than one way, as far as the subject could know.
     *
     * <p>What an operation has come to is decided once: another call about it gets the same answer (fact GR06).
     */
    default boolean isOpen() {
        return true;
    }

    /**
     * Takes the answer that the subject is about to get, and puts it into words for the trace.
     *
     * <p>Words hold no handle values and no addresses: they differ from kernel to kernel.
     */
    default String taken(CallResult answer) {
        return answer.toString();
    }
}
