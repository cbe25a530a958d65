package pipefault.inject;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.world.Actor;
import pipefault.world.World;

/** Knows which call each thread of a run is inside of; thread-safe. */
final class Whereabouts {

    private record Inside(String actor, String call) {}

    private final World world;

    /** By thread, not by name: several threads that belong to nobody have one name. Guards itself. */
    private final Map<Thread, Inside> inside = new LinkedHashMap<>();

    Whereabouts(World world) {
        this.world = world;
    }

    /** The calling thread goes into a call that may block. */
    void enter(String call) {
        Actor current = world.current();
        synchronized (inside) {
            inside.put(Thread.currentThread(), new Inside(TraceRecorder.actorName(current), call));
        }
    }

    /** The calling thread has come out. */
    void leave() {
        synchronized (inside) {
            inside.remove(Thread.currentThread());
        }
    }

    /** Returns the call that may block and that a thread of this name is inside of; null if there is none. */
    @Nullable
    String callOf(String actor) {
        synchronized (inside) {
            for (Inside each : inside.values()) {
                if (each.actor().equals(actor)) {
                    return each.call();
                }
            }
            return null;
        }
    }
}
