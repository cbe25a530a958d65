package pipefault.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import pipefault.platform.ThreadpoolWait;

/** A thread-pool wait that knows which actors are running its callback. */
final class TrackedWait implements ThreadpoolWait, Obstacle {

    private final NativeWorld world;
    private final Callback callback;
    private final Set<NativeActor> running = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ThreadpoolWait real;

    TrackedWait(NativeWorld world, Callback callback) {
        this.world = world;
        this.callback = callback;
    }

    /** Takes the wait object of the kernel; called before anybody else sees this object. */
    TrackedWait around(ThreadpoolWait created) {
        real = created;
        return this;
    }

    ThreadpoolWait real() {
        ThreadpoolWait current = real;
        if (current == null) {
            throw new IllegalStateException("this thread-pool wait was never created");
        }
        return current;
    }

    /** Runs the callback on a pool thread; what it throws has no other way out than the world. */
    void fired(int waitResult) {
        NativeActor actor = world.adopt("pool");
        actor.inCallback(true);
        running.add(actor);
        try {
            callback.run(waitResult);
        } catch (Throwable e) {
            world.stray(e);
        } finally {
            running.remove(actor);
            actor.inCallback(false);
            world.beat();
        }
    }

    @Override
    public String what() {
        return running.isEmpty() ? "a queued callback" : "a running callback";
    }

    @Override
    public List<String> forActors() {
        List<String> names = new ArrayList<>();
        running.forEach(actor -> names.add(actor.name()));
        names.sort(null);
        return names;
    }
}
