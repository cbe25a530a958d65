package pipefault.world;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import pipefault.platform.EventLoop;

/**
 * The event loop of a world: whoever calls {@link #run} is the owner thread until {@link #close}.
 *
 * <p>The queue is guarded by its own monitor, which is never held while a task runs or while the thread waits.
 */
public final class OwnerLoop implements EventLoop {

    private record Task(Object owner, Runnable body) {}

    private final World world;
    private final Queue<Task> tasks = new ArrayDeque<>();

    /** Changes under the monitor; the owner's wait looks at it, often. */
    private volatile int waiting;

    private volatile @Nullable Actor ownerActor;
    private volatile boolean closed;

    /** Creates a loop without an owner thread yet; tasks can be posted already. */
    public OwnerLoop(World world) {
        this.world = world;
    }

    @Override
    public boolean post(Object owner, Runnable task) {
        synchronized (tasks) {
            if (closed) {
                return false;
            }
            tasks.add(new Task(owner, task));
            waiting = tasks.size();
            return true;
        }
    }

    @Override
    public void removePosted(Object owner) {
        synchronized (tasks) {
            for (Iterator<Task> all = tasks.iterator(); all.hasNext(); ) {
                if (all.next().owner() == owner) {
                    all.remove();
                }
            }
            waiting = tasks.size();
        }
    }

    @Override
    public boolean isCurrent() {
        Actor current = world.current();
        return current != null && current == ownerActor;
    }

    /** Works off tasks until the loop is closed; tasks that are queued then do not run. */
    public void run() {
        ownerActor = world.current();
        while (!closed) {
            world.await("a task of its event loop", this::hasWork, null);
            Task task = next();
            if (task != null) {
                task.body().run();
            }
        }
    }

    /** Ends {@link #run} after the current task. */
    public void close() {
        closed = true;
    }

    /** Returns the number of tasks that have not started. */
    public int pendingTasks() {
        return waiting;
    }

    private boolean hasWork() {
        return closed || pendingTasks() > 0;
    }

    private @Nullable Task next() {
        synchronized (tasks) {
            Task task = closed ? null : tasks.poll();
            waiting = tasks.size();
            return task;
        }
    }
}
