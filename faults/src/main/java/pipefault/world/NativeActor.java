package pipefault.world;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A real thread of a {@link NativeWorld}: started by it, driving it, or adopted because it called in. */
final class NativeActor implements Actor {

    /** How often an aborted thread may swallow {@link RunAborted} and call again. */
    private static final int PATIENCE = 1_000;

    private final String name;
    private final String role;
    private final boolean adopted;
    private volatile boolean done;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Obstacle obstacle;
    private volatile boolean inCallback;
    private int refusals;

    NativeActor(String name, String role, boolean adopted) {
        this.name = name;
        this.role = role;
        this.adopted = adopted;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String role() {
        return role;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public @Nullable Throwable failure() {
        return failure;
    }

    boolean isAdopted() {
        return adopted;
    }

    /** Tells whether the thread is at work for the world; an adopted one is only during a callback. */
    boolean isBusy() {
        return adopted ? inCallback : !done;
    }

    void end(@Nullable Throwable thrown) {
        failure = thrown;
        done = true;
    }

    /** Called by the actor's own thread only. */
    void inCallback(boolean inside) {
        inCallback = inside;
    }

    /**
     * Returns the error that ends the thread of an aborted run.
     *
     * <p>Code that swallows it and calls again, for ever, is put to rest: it would burn a processor. Called by the
     * actor's own thread only.
     */
    RunAborted refuse() {
        refusals++;
        while (refusals > PATIENCE) {
            LockSupport.park(this);
        }
        return new RunAborted();
    }

    @Nullable
    Obstacle obstacle() {
        return obstacle;
    }

    /** Says what the actor is waiting for from now on; null if for nothing. Called by the actor's own thread only. */
    void waitsFor(@Nullable Obstacle next) {
        obstacle = next;
    }

    @Override
    public String toString() {
        return name;
    }
}
