package pipefault.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.StepOutcome;

/** A call of a subject's method that goes on in its own thread; made by {@link Run#start}. */
public final class Step {

    /** How many causes of an exception are told; a chain may bite its own tail. */
    private static final int MAX_CAUSES = 5;

    private final Patience patience;
    private final String name;
    private final int began;
    private final Duration started;
    private String actor = "";
    private Duration bound = Bounds.STEP;
    private @Nullable Duration asked;
    private volatile int ended;
    private volatile @Nullable Object returned;
    private volatile @Nullable Throwable thrown;
    private volatile @Nullable Duration endedAt;
    private volatile long pendingAfter = -1;
    private volatile boolean done;
    private boolean inListener;

    Step(Patience patience, String name, int began, Duration started) {
        this.patience = patience;
        this.name = name;
        this.began = began;
        this.started = started;
    }

    /** Names the thread; called by the driver thread before anybody asks. */
    void runsOn(String newActor) {
        actor = newActor;
    }

    /** Called on the step's own thread. */
    void end(@Nullable Object value, @Nullable Throwable failure, int sequence, Duration at, long pending) {
        returned = value;
        thrown = failure;
        ended = sequence;
        endedAt = at;
        pendingAfter = pending;
        done = true;
    }

    /** Notes the bound that the call itself was given: it may not give up before that, however long it may take. */
    void askedFor(Duration ownBound) {
        asked = ownBound;
    }

    /** Returns the name of the method. */
    public String name() {
        return name;
    }

    /** Returns the name of the thread. */
    public String actor() {
        return actor;
    }

    /** Notes that the listener makes the call. */
    void comesFromListener() {
        inListener = true;
    }

    /** Tells whether the call has come back. */
    public boolean isDone() {
        return done;
    }

    /** Returns what the call returned, null if it threw or is not done. */
    public @Nullable Object returned() {
        return returned;
    }

    /** Returns what the call threw, or null. */
    public @Nullable Throwable thrown() {
        return thrown;
    }

    /**
     * Waits until the call has come back; the time during which a gate holds a thread of the run does not count.
     *
     * <p>Ends the script as STUCK if it does not come back within the bound.
     */
    public Step within(Duration allowed) {
        bound = allowed;
        patience.require(name + " by " + actor + " to return", this::isDone, allowed, false);
        return this;
    }

    /** Waits as {@link #within}, but the time while a gate holds a thread counts. */
    public Step withinEvenWhileHeld(Duration allowed) {
        bound = allowed;
        patience.require(name + " by " + actor + " to return", this::isDone, allowed, true);
        return this;
    }

    StepOutcome outcome(Duration now) {
        Duration end = endedAt == null ? now : endedAt;
        Throwable failure = thrown;
        return new StepOutcome(
                name,
                actor,
                began,
                done ? ended : 0,
                end.minus(started),
                asked == null ? bound : asked,
                !done || failure != null ? null : String.valueOf(returned),
                failure == null ? null : withCauses(failure),
                pendingAfter,
                inListener);
    }

    private static String withCauses(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            text.append("; caused by ").append(cause);
            cause = cause.getCause();
        }
        for (Throwable besides : failure.getSuppressed()) {
            text.append("; besides ").append(besides);
        }
        return text.toString();
    }
}
