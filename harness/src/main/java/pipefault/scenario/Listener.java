package pipefault.scenario;

/**
 * What a subject tells its owner.
 *
 * <p>{@link #written}, {@link #failed} and {@link #closed} come on the owner thread, or on the thread that stops the
 * subject, before it returns; {@link #warning} on any thread. A listener may call every method of the subject.
 */
public interface Listener {

    /** So many more bytes have been written; always at least 1. */
    void written(long bytes);

    /** The subject cannot go on, with the Windows error code that is the cause; at most once. */
    void failed(int errorCode);

    /** Something is odd, but the subject goes on; with the Windows error code, 0 if there is none. */
    void warning(String text, int errorCode);

    /** The subject has ended and will accept nothing more; at most once, and the last thing it says. */
    void closed();
}
