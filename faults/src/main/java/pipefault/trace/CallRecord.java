package pipefault.trace;

/**
 * One thing that passed the platform.
 *
 * @param sequence position in the trace, from 1
 * @param nanos time since the run began, in the world's own time
 * @param actor name of the thread, for example {@code owner} or {@code pool-1}
 * @param kind what kind of thing it is
 * @param call number of the call, from 1: the name of the call in all prose; 0 for what is no call
 * @param point the fail point, for example {@code CancelIoEx}; empty for what has none
 * @param text arguments at an entry, the answer at a return, free words else
 * @param injected whether a fault made it so
 */
public record CallRecord(
        int sequence, long nanos, String actor, Kind kind, int call, String point, String text, boolean injected) {

    /** Follows the name of a mutex in a record of the kind {@code LOCKED} where a thread only begins to wait for it. */
    public static final String WAITS = ": waits for it";

    /** Begins a record of the kind {@code FAULT} about a thread that a gate holds; the gate follows. */
    public static final String HELD = "is held at ";

    /** Begins the one about its going on; the gate follows, and after a comma what is unusual about that. */
    public static final String GOES_ON = "goes on from ";

    /** What kind of thing a record tells of. */
    public enum Kind {
        /** A call entered; the text holds its arguments. */
        CALL,
        /** A call returned to the subject; the text holds its answer. */
        RETURN,
        /** A thread-pool callback began. */
        CALLBACK,
        /** A thread-pool callback ended. */
        CALLBACK_END,
        /** A mutex was taken. */
        LOCKED,
        /** A mutex was given back. */
        UNLOCKED,
        /** A posted task began on the event loop. */
        TASK,
        /** A listener of the subject was called. */
        LISTENER,
        /** A fault held a thread, let it go, or did something that is no answer of a call. */
        FAULT,
        /** The driver began or ended a step. */
        STEP,
        /** The peer did something. */
        PEER,
        /** An oracle saw something wrong here. */
        FINDING
    }

    /** Tells whether this is the return of a call. */
    public boolean isAnswerTo(CallRecord entered) {
        return entered.kind == Kind.CALL && kind == Kind.RETURN && call == entered.call;
    }
}
