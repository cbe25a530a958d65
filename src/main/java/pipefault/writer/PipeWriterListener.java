package pipefault.writer;

/**
 * What a {@link PipeWriter} tells its owner.
 *
 * <p>Everything comes on the owner thread, with two exceptions. What {@link PipeWriter#stop} still has to say comes on the
 * thread that stops, before it returns. What the owner's loop refuses to take for a second comes on a thread of the pool,
 * after a warning. Two methods never run at the same time, and none runs under a lock of the writer, so a
 * listener may call every method of the writer.
 *
 * <p>A listener that throws hears the rest all the same, {@code closed} included. What it threw first, with the others
 * suppressed, then comes out of the call of the writer that it was told in, or goes to the owner's loop.
 */
public interface PipeWriterListener {

    /** So many more bytes are in the pipe; always at least 1. That the peer has read them is not said. */
    void written(long bytes);

    /** The writer cannot go on, with the Windows error code that is the cause; at most once. What was pending is given up. */
    void failed(int errorCode);

    /** A call failed, but the writer goes on; with the Windows error code, 0 if there is none. */
    void warning(String text, int errorCode);

    /** The writer has ended; the last thing that it says, once. */
    void closed();
}
