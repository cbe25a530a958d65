package pipefault.world;

import pipefault.platform.EventLoop;

/** The event loop that subjects see: posts at once wake the owner thread. */
record WakingLoop(OwnerLoop loop, NativeWorld world) implements EventLoop {

    @Override
    public boolean post(Object owner, Runnable task) {
        world.enter();
        boolean accepted = loop.post(owner, task);
        world.beat();
        return accepted;
    }

    @Override
    public void removePosted(Object owner) {
        world.enter();
        loop.removePosted(owner);
    }

    @Override
    public boolean isCurrent() {
        return loop.isCurrent();
    }
}
