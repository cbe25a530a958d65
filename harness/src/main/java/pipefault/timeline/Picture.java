package pipefault.timeline;

import java.util.List;

/**
 * A run as it is drawn: time goes down, one row per event, one lane per thread, one for the kernel and one for the peer.
 *
 * <p>Rows are counted from 0. Times are left to the details: most of what matters here happens in no time at all, and in
 * an order.
 *
 * @param lanes threads in the order in which they appear; the kernel and the peer have lanes of their own beside them
 * @param rows from the first to the last
 * @param spans what lasts from one row to another
 * @param story how it came about, in the order in which it happened
 * @param waits who waited for whom when the run was found to be stuck, those in a circle first
 * @param circle how many of the waits form a circle; 0 if none do
 * @param decisive the row that decided the verdict; -1 if there is none
 * @param moment what happened there, one sentence; empty if there is none
 * @param recovery the row at which a fresh subject begins; -1 if none does
 * @param leftOut how many events are not drawn, because there are too many
 */
public record Picture(
        List<String> lanes,
        List<Row> rows,
        List<Span> spans,
        List<Line> story,
        List<Wait> waits,
        int circle,
        int decisive,
        String moment,
        int recovery,
        int leftOut) {

    /** The lane of the kernel. */
    public static final String KERNEL = "kernel";

    /** The lane of the peer. */
    public static final String PEER = "peer";

    /** The lane of what concerns all. */
    public static final String ALL = "";

    /** Copies the lists. */
    public Picture {
        lanes = List.copyOf(lanes);
        rows = List.copyOf(rows);
        spans = List.copyOf(spans);
        story = List.copyOf(story);
        waits = List.copyOf(waits);
    }

    /** What kind of thing a row shows. */
    public enum Kind {
        /** A call with its answer. */
        CALL,
        /** A call that returns later, or never. */
        ENTER,
        /** The return of an earlier call. */
        RETURN,
        /** A thread-pool callback begins. */
        CALLBACK,
        /** A thread-pool callback ends. */
        CALLBACK_END,
        /** A mutex is taken. */
        LOCK,
        /** A thread begins to wait for a mutex. */
        LOCK_WAIT,
        /** A mutex is given back. */
        UNLOCK,
        /** A posted task begins. */
        TASK,
        /** The owner is told something. */
        LISTENER,
        /** A fault does something that is no answer of a call. */
        FAULT,
        /** The script begins something. */
        STEP,
        /** Something that the script began ends. */
        STEP_END,
        /** An oracle saw something wrong. */
        FINDING,
        /** The kernel ends an operation, or memory changes hands. */
        KERNEL,
        /** The peer does something. */
        PEER,
        /** Events that are not drawn. */
        GAP
    }

    /**
     * One event.
     *
     * @param nanos when, since the run began, in the time of its world
     * @param lane where it is drawn
     * @param call number of the call; 0 for what is none
     * @param title what it is: the name of the call, or words
     * @param arguments of a call; empty else
     * @param answer of a call that has returned; empty else
     * @param injected whether a fault made it so
     * @param evidence whether it decides the verdict
     */
    public record Row(
            long nanos,
            String lane,
            Kind kind,
            int call,
            String title,
            String arguments,
            String answer,
            boolean injected,
            boolean evidence) {

        Row asEvidence() {
            return new Row(nanos, lane, kind, call, title, arguments, answer, injected, true);
        }
    }

    /** What kind of thing lasts. */
    public enum SpanKind {
        /** A thread is inside a call. */
        CALL,
        /** A thread is inside a callback. */
        CALLBACK,
        /** A thread holds a mutex. */
        LOCK,
        /** A thread waits for a mutex. */
        LOCK_WAIT,
        /** A fault holds a thread. */
        HELD,
        /** The kernel owns an operation. */
        OPERATION
    }

    /**
     * Something that lasts.
     *
     * @param from its first row
     * @param to its last row; the last row of all if it is still going on there
     * @param open whether it is still going on at the end of the run
     * @param name of the call, the mutex, the operation, the wait
     * @param released of an operation: the row at which the subject released its memory although the kernel owned it; -1
     *     if it did not
     */
    public record Span(SpanKind kind, String lane, int from, int to, boolean open, String name, int released) {

        /** Tells whether it lasts at a row. */
        boolean isAt(int row) {
            return from <= row && row <= to;
        }
    }

    /**
     * One sentence of a story.
     *
     * @param row the row that it speaks of; -1 if it is about none
     */
    public record Line(String text, int row) {}

    /**
     * One thread that cannot go on.
     *
     * @param thread its name
     * @param what what it waits for, in words that complete "is waiting for"
     * @param whom who could end the wait; empty if nobody is known
     * @param row where it begins to wait; -1 if that is not known
     */
    public record Wait(String thread, String what, String whom, int row) {}
}
