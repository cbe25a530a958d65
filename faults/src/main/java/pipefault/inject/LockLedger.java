package pipefault.inject;

import java.util.ArrayList;
import java.util.List;
import pipefault.world.World;

/** Knows which mutexes of the platform each thread holds, and objects to what must not happen under one; thread-safe. */
public final class LockLedger {

    private final World world;
    private final Observations observations;

    /** Who holds what, the latest last; rarely more than one. Guards itself; nothing is called while it is held. */
    private final List<Held> held = new ArrayList<>(2);

    private record Held(String actor, String mutex) {}

    LockLedger(World world, Observations observations) {
        this.world = world;
        this.observations = observations;
    }

    void locked(String mutex) {
        Held mine = new Held(TraceRecorder.actorName(world.current()), mutex);
        synchronized (held) {
            held.add(mine);
        }
    }

    void unlocked(String mutex) {
        Held mine = new Held(TraceRecorder.actorName(world.current()), mutex);
        synchronized (held) {
            int latest = held.lastIndexOf(mine);
            if (latest >= 0) {
                held.remove(latest);
            }
        }
    }

    /** Tells whether some thread holds a mutex of this name at this moment. */
    boolean isHeld(String mutex) {
        synchronized (held) {
            for (Held each : held) {
                if (each.mutex().equals(mutex)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Returns the names of the mutexes that the calling thread holds, the latest first. */
    public List<String> heldByCurrentThread() {
        String actor = TraceRecorder.actorName(world.current());
        synchronized (held) {
            if (held.isEmpty()) {
                return List.of();
            }
            List<String> mine = new ArrayList<>(held.size());
            for (int i = held.size() - 1; i >= 0; i--) {
                if (held.get(i).actor().equals(actor)) {
                    mine.add(held.get(i).mutex());
                }
            }
            return mine;
        }
    }

    /**
     * Objects if the calling thread holds a mutex.
     *
     * @param what what it does, for example {@code calls CancelIoEx}
     */
    public void forbidUnderLock(String what) {
        forbidUnderLock(what, "");
    }

    /** Objects likewise; what is done is put together only if it must not be. */
    void forbidUnderLock(String what, Object whereto) {
        List<String> mine = heldByCurrentThread();
        if (!mine.isEmpty()) {
            observations.add(Property.LOCK_DISCIPLINE, what + whereto + " while it holds " + String.join(", ", mine));
        }
    }
}
