package pipefault.world;

import java.time.Duration;
import java.util.List;

/** A gate for real threads; its dead-man bound runs in real time. */
final class NativeGate implements WorldGate, Obstacle {

    private final NativeWorld world;
    private final String name;

    /** Guards writes to {@link #arrived} and {@link #open}; nothing foreign is called while it is held. */
    private final Object monitor = new Object();

    private volatile int arrived;
    private volatile boolean open;

    NativeGate(NativeWorld world, String name) {
        this.world = world;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int arrived() {
        return arrived;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void open() {
        synchronized (monitor) {
            open = true;
            monitor.notifyAll();
        }
        world.beat();
    }

    @Override
    public boolean pass(Duration deadMan) {
        NativeActor actor = world.enter();
        synchronized (monitor) {
            arrived++;
        }
        world.beat();
        boolean opened = world.blocked(actor, this, () -> waitUntilOpen(NativeWorld.nanosOf(deadMan)));
        world.check(actor);
        return opened;
    }

    private boolean waitUntilOpen(long boundNanos) {
        long start = System.nanoTime();
        synchronized (monitor) {
            try {
                while (!open) {
                    long left = boundNanos - (System.nanoTime() - start);
                    if (left <= 0) {
                        return false;
                    }
                    monitor.wait(1 + left / 1_000_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunAborted();
            }
            return true;
        }
    }

    @Override
    public String what() {
        return "the gate " + name;
    }

    @Override
    public List<String> forActors() {
        return List.of();
    }
}
