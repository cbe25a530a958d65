package pipefault.twin;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Learns of completions by waiting: a task of the owner waits a little with GetOverlappedResultEx, and posts itself again.
 *
 * <p>The pool only looks after that task, which the loop may refuse or lose. A time-out says nothing about the write, and
 * success nothing as long as {@code Internal} is 0x103 (facts GR06, GR12, GR20).
 */
final class OwnerWaits extends TwinWriter {

    private static final int TASK_MILLIS = 10;
    private static final int WATCH_MILLIS = 200;

    OwnerWaits(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    boolean asksInPool() {
        return false;
    }

    @Override
    Handle watched(Slot slot) {
        return Handle.NULL;
    }

    @Override
    int pollMillis() {
        return WATCH_MILLIS;
    }

    @Override
    void afterWork() {
        if (hasOwnTask()) {
            callOwner();
        }
    }

    @Override
    boolean hasOwnTask() {
        return !inFlight().isEmpty();
    }

    @Override
    void onTask() {
        waitBriefly(TASK_MILLIS);
        work();
    }

    @Override
    void await(Slot slot, int millis, Complaints complaints) {
        slot.waitEx(millis);
    }
}
