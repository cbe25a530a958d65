package pipefault.writer;

import java.time.Duration;

/**
 * What a {@link PipeWriter} may do, and how long it waits.
 *
 * @param end which end of the pipe the handle is
 * @param ownsHandle whether the writer closes the pipe handle
 * @param limitBytes how many accepted bytes may be pending before a write is turned away
 * @param completionBound how long stopping waits for a cancelled operation to end before it takes harsher measures; all
 *     its waits together take no longer than twice this
 */
public record PipeWriterOptions(End end, boolean ownsHandle, long limitBytes, Duration completionBound) {

    /** The two ends of a named pipe. */
    public enum End {
        /** The end that CreateNamedPipe made; only it can disconnect. */
        SERVER,
        /** The end that CreateFile opened. */
        CLIENT
    }

    /** Checks limit and bound. */
    public PipeWriterOptions {
        if (limitBytes < 1) {
            throw new IllegalArgumentException("a writer accepts 1 byte or more, but the limit was " + limitBytes);
        }
        if (completionBound.isNegative() || completionBound.isZero()) {
            throw new IllegalArgumentException("the completion bound is positive, but was " + completionBound);
        }
    }

    private PipeWriterOptions(End end) {
        this(end, false, 1 << 20, Duration.ofSeconds(1));
    }

    /** Returns options for the server end: handle not owned, limit 1 MiB, bound 1 s. */
    public static PipeWriterOptions server() {
        return new PipeWriterOptions(End.SERVER);
    }

    /** Returns options for the client end: handle not owned, limit 1 MiB, bound 1 s. */
    public static PipeWriterOptions client() {
        return new PipeWriterOptions(End.CLIENT);
    }

    /** Returns the same options for a writer that closes the pipe handle. */
    public PipeWriterOptions owningHandle() {
        return new PipeWriterOptions(end, true, limitBytes, completionBound);
    }

    /** Returns the same options with another limit, in bytes from 1. */
    public PipeWriterOptions limitedTo(long bytes) {
        return new PipeWriterOptions(end, ownsHandle, bytes, completionBound);
    }

    /** Returns the same options with another bound. */
    public PipeWriterOptions waitingAtMost(Duration bound) {
        return new PipeWriterOptions(end, ownsHandle, limitBytes, bound);
    }
}
