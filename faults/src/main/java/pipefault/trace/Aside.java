package pipefault.trace;

/**
 * Something that happened beside the calls of the subject and could be seen from outside: what the kernel did to an
 * operation, what became of its memory, what the peer got.
 *
 * <p>No part of what passed the platform: it stands in no digest, and no oracle looks at it.
 *
 * @param after position of the record after which it was seen; 0 if it was before the first. On a real kernel it may have
 *     happened earlier, but not before the record in front of that one
 * @param nanos time since the run began, in the world's own time
 * @param kind what happened
 * @param object name of the operation, for example {@code op-1}; the role of the peer for what a peer did
 * @param text free words: how an operation ended, how much was read
 */
public record Aside(int after, long nanos, Kind kind, String object, String text) {

    /** What happened. */
    public enum Kind {
        /** An operation became pending: its memory is the kernel's. */
        TAKEN,
        /** The kernel has ended an operation: its memory is the kernel's no longer. */
        ENDED,
        /** The subject gave the memory of a pending operation back, to be freed when the kernel is done with it. */
        HANDED_OVER,
        /** The subject freed the memory of an operation. */
        RELEASED,
        /** The peer has got bytes. */
        RECEIVED
    }
}
