package pipefault.inject;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pipefault.world.World;

/** Knows which mutexes of the platform each thread holds, and objects to what must not happen under one; thread-safe. */
public final class LockLedger {

    private final World world;
    private final Observations observations;

    /** By actor name. Guards itself; nothing is called while it is held. */
    private final Map<String, Deque<String>> held = new HashMap<>();

    LockLedger(World world, Observations observations) {
        this.world = world;
        this.observations = observations;
    }

    void locked(String mutex) {
        String actor = TraceRecorder.actorName(world.current());
        synchronized (held) {
            held.computeIfAbsent(actor, name -> new ArrayDeque<>()).push(mutex);
        }
    }

    void unlocked(String mutex) {
        String actor = TraceRecorder.actorName(world.current());
        synchronized (held) {
            Deque<String> mine = held.get(actor);
            if (mine != null) {
                mine.removeFirstOccurrence(mutex);
            }
        }
    }

    /** Tells whether some thread holds a mutex of this name at this moment. */
    boolean isHeld(String mutex) {
        synchronized (held) {
            return held.values().stream().anyMatch(mine -> mine.contains(mutex));
        }
    }

    /** Returns the names of the mutexes that the calling thread holds. */
    public List<String> heldByCurrentThread() {
        String actor = TraceRecorder.actorName(world.current());
        synchronized (held) {
            Deque<String> mine = held.get(actor);
            return mine == null ? List.of() : new ArrayList<>(mine);
        }
    }

    /**
     * Objects if the calling thread holds a mutex.
     *
     * @param what what it does, for example {@code calls CancelIoEx}
     */
    public void forbidUnderLock(String what) {
        List<String> mine = heldByCurrentThread();
        if (!mine.isEmpty()) {
            observations.add(Property.LOCK_DISCIPLINE, what + " while it holds " + String.join(", ", mine));
        }
    }
}
