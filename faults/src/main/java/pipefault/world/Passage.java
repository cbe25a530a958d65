package pipefault.world;

import org.jspecify.annotations.Nullable;

/**
 * A thread that went on past one point of a run: the entry or the return of a call of the platform.
 *
 * @param actor who; a callback is called by its wait object, so that it is the same one on every kernel
 * @param point the call, for example {@code WriteFile} or {@code Lock}
 * @param returning whether it is the return of the call
 * @param waits whether the thread then stood still before it came to its next point, or never came to one
 */
public record Passage(String actor, String point, boolean returning, boolean waits) {

    /** The point at which a callback has begun: from there on it cannot be dropped any more (fact TP11). */
    public static final String CALLBACK_BEGINS = "the start of a callback";

    /** The point at which a mutex becomes a thread's own. */
    public static final String LOCK_TAKEN = "the lock";

    /** The point before and after the user's code of a callback. */
    public static final String CALLBACK = "Callback";

    /** Is told of the points of a run, by the thread that passes them. */
    public interface Watcher {

        /** The thread has gone on past a point. */
        void passed(String actor, String point, boolean returning);

        /** The thread stands still, or has come to its end. */
        void waits(String actor);
    }

    /** Returns what a callback is called that belongs to the n-th wait object of a run, from 1. */
    public static String callbackOf(int wait) {
        return "callback of wait-" + wait;
    }

    /** Tells whether it is this point. */
    boolean isAt(@Nullable String otherPoint, boolean otherReturning) {
        return returning == otherReturning && point.equals(otherPoint);
    }

    /** Returns the same for a thread that stood still afterwards. */
    Passage thenWaiting() {
        return new Passage(actor, point, returning, true);
    }

    /** Returns it in words, for example {@code owner before CancelIoEx}. */
    @Override
    public String toString() {
        return actor + where(point, returning);
    }

    static String where(String point, boolean returning) {
        if (point.equals(CALLBACK_BEGINS)) {
            return " at its start";
        }
        if (point.equals(CALLBACK)) {
            return returning ? " at its end" : " at its first step";
        }
        if (point.equals(LOCK_TAKEN)) {
            return " taking the lock";
        }
        return (returning ? " after " : " before ") + point;
    }
}
