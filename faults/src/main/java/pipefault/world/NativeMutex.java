package pipefault.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Mutex;

/** A mutex between real threads, not re-entrant, that an aborted run does not hold up. */
final class NativeMutex implements Mutex, Obstacle {

    private final NativeWorld world;
    private final String name;

    /** Guards writes to {@link #holder}; nothing foreign is called while it is held. */
    private final Object monitor = new Object();

    private volatile @Nullable Thread holder;

    NativeMutex(NativeWorld world, String name) {
        this.world = world;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void lock() {
        NativeActor actor = world.enter();
        synchronized (monitor) {
            if (holder == null) {
                holder = Thread.currentThread();
                return;
            }
        }
        world.blocked(actor, this, () -> takeWhenFree(actor));
    }

    private boolean takeWhenFree(@Nullable NativeActor actor) {
        synchronized (monitor) {
            try {
                while (holder != null) {
                    world.check(actor);
                    monitor.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunAborted();
            }
            holder = Thread.currentThread();
            return true;
        }
    }

    @Override
    public void unlock() {
        synchronized (monitor) {
            if (holder != Thread.currentThread()) {
                if (world.isAborted()) {
                    return;
                }
                throw new IllegalStateException("mutex " + name + " is not held by "
                        + Thread.currentThread().getName() + ", but by " + (holder == null ? "nobody" : holderName()));
            }
            holder = null;
            monitor.notifyAll();
        }
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return holder == Thread.currentThread();
    }

    /** Makes all waiters look again whether the run was aborted. */
    void wake() {
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    @Override
    public String what() {
        return "the mutex " + name;
    }

    @Override
    public List<String> forActors() {
        Thread current = holder;
        return current == null ? List.of() : List.of(world.nameOf(current));
    }

    private String holderName() {
        Thread current = holder;
        return current == null ? "nobody at this moment" : world.nameOf(current);
    }
}
