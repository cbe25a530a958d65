package pipefault.jna;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps reachable, for the whole process, what the kernel may still write to or call.
 *
 * <p>What only a garbage object holds is freed while the kernel owns it: the process then dies in ntdll, or a callback is
 * lost without a trace (fact JN07).
 */
final class Pins {

    /** What is pinned, and for whom. */
    private static final Map<Object, Object> OWNERS = new ConcurrentHashMap<>();

    private Pins() {}

    /** Pins an object; again is allowed. */
    static void pin(Object object, Object owner) {
        OWNERS.put(object, owner);
    }

    static void unpin(Object object) {
        OWNERS.remove(object);
    }

    static boolean isPinned(Object object) {
        return OWNERS.containsKey(object);
    }

    /** Returns all pinned objects of a kind. */
    static <T> List<T> all(Class<T> kind) {
        return OWNERS.keySet().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns what is pinned for this owner and is of this kind. */
    static <T> List<T> of(Object owner, Class<T> kind) {
        return all(kind).stream().filter(pinned -> OWNERS.get(pinned) == owner).toList();
    }
}
