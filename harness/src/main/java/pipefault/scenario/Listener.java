package pipefault.scenario;

/**
 * What a subject tells its owner.
 *
 * <p>{@link #written}, {@link #failed} and {@link #closed} come on the owner thread, or on the thread that stops or closes
 * the subject, inside that call; {@link #warning} on any thread. None comes after stop or close has returned. A listener may
 * call every method of the subject, so none may come under a mutex.
 *
 * <p>Where the owner's loop takes no task any more, a subject may tell on the thread that it has; a listener that is told on
 * one which is not the owner's does not stop or close the subject there: a callback cannot wait for its own end (fact TP12).
 */
public interface Listener {

    /**
     * So many more bytes have been written; always at least 1.
     *
     * <p>Only what a call or the status block of the operation has said before: never more than is in the pipe, and all of
     * it before {@link #failed}. Where the status block has shown a success and a call answers an error about the same
     * write, either may stand; the error is told all the same.
     */
    void written(long bytes);

    /**
     * The subject cannot go on, with the Windows error code that is the cause; at most once.
     *
     * <p>The code is one that a call has answered or that stands in the status block. Where writes succeed without a byte,
     * for which Windows has no code, the subject chooses one. What the subject itself has asked for is no failure: 995 after
     * its cancel, 109 and 233 after it has disconnected or closed the pipe.
     */
    void failed(int errorCode);

    /** Something is odd, but the subject goes on; with the Windows error code, 0 if there is none. */
    void warning(String text, int errorCode);

    /**
     * The subject has ended and will accept nothing more; at most once, and the last thing it says.
     *
     * <p>Comes inside stop or close, or by itself after {@link #failed}; never unasked else.
     */
    void closed();
}
