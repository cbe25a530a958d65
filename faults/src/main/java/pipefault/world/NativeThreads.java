package pipefault.world;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The threads of a {@link NativeWorld} and the actors that they are; thread-safe. */
final class NativeThreads {

    private final Map<Thread, NativeActor> byThread = new ConcurrentHashMap<>();
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private final List<NativeActor> actors = new CopyOnWriteArrayList<>();

    /** How many actors of a role there have been; guarded by itself, held only while an actor is named and listed. */
    private final Map<String, Integer> roles = new TreeMap<>();

    @Nullable
    NativeActor current() {
        return byThread.get(Thread.currentThread());
    }

    /** Returns all actors in the order in which they came. */
    List<NativeActor> all() {
        return actors;
    }

    /** Names a new actor; {@code pool} is always numbered, another role from its second actor on. */
    NativeActor add(String role, boolean adopted) {
        synchronized (roles) {
            int number = roles.merge(role, 1, Integer::sum);
            boolean numbered = number > 1 || role.equals("pool");
            NativeActor actor = new NativeActor(numbered ? role + "-" + number : role, role, adopted);
            actors.add(actor);
            return actor;
        }
    }

    /** Returns the calling thread's actor, a new one if it has none. */
    NativeActor adopt(String role) {
        NativeActor known = current();
        if (known != null) {
            return known;
        }
        NativeActor actor = add(role, true);
        become(actor);
        return actor;
    }

    /** Makes the calling thread another actor, or nobody. */
    void become(@Nullable NativeActor actor) {
        if (actor == null) {
            byThread.remove(Thread.currentThread());
        } else {
            byThread.put(Thread.currentThread(), actor);
        }
    }

    /** Starts a daemon that is this actor. */
    void start(NativeActor actor, Runnable body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } finally {
                        started.remove(Thread.currentThread());
                        become(null);
                    }
                },
                actor.name());
        thread.setDaemon(true);
        byThread.put(thread, actor);
        started.add(thread);
        thread.start();
    }

    String nameOf(Thread thread) {
        NativeActor actor = byThread.get(thread);
        return actor == null ? thread.getName() : actor.name();
    }

    /** Counts who is at work, the calling thread left out. */
    int busy() {
        Actor caller = current();
        int count = 0;
        for (NativeActor actor : actors) {
            if (actor != caller && actor.isBusy()) {
                count++;
            }
        }
        return count;
    }

    /** Interrupts what was started here; a thread of others would carry the interrupt into the next run. */
    void interruptStarted() {
        started.forEach(Thread::interrupt);
    }
}
