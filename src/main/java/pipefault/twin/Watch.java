package pipefault.twin;

import java.util.concurrent.atomic.AtomicBoolean;
import pipefault.platform.Handle;
import pipefault.platform.Win32Error;

/** Decides for what the pool waits: the signal of the oldest write, or time. */
final class Watch {

    private final TwinWriter writer;
    private final Desk desk;
    private final Bell bell;
    private final Handle timer;
    private final AtomicBoolean signalSeen = new AtomicBoolean();

    Watch(TwinWriter writer, Desk desk, Bell bell, Handle timer) {
        this.writer = writer;
        this.desk = desk;
        this.bell = bell;
        this.timer = timer;
    }

    /** Notes why the pool was called. */
    void called(int waitResult) {
        if (waitResult == Win32Error.WAIT_OBJECT_0 && writer.isSignalKept()) {
            signalSeen.set(true);
        }
    }

    /** Arms the wait of the pool; arming replaces (fact TP08). For whoever is at the desk. */
    void arm() {
        if (!writer.isOpen()) {
            return;
        }
        int task = bell.lookAfterMillis();
        int millis = least(task, writer.pollMillis());
        Slot slot = desk.oldest();
        // Left for whoever is at the desk: armed again at once, a signal that stays would call the pool again and
        // again.
        if (signalSeen.getAndSet(false) && slot != null && !slot.isOver()) {
            slot.distrusted = true;
        }
        if (slot == null) {
            armTimer(task);
        } else if (slot.isOver() || !slot.answers.isEmpty()) {
            // Its event may be set, and would fire again and again until the owner has come.
            armTimer(task < 0 ? 1 : task);
        } else if (writer.watched(slot).isValid() && !slot.distrusted) {
            bell.arm(writer.watched(slot), millis);
        } else {
            armTimer(least(millis, TwinWriter.SLICE_MILLIS));
        }
    }

    private void armTimer(int millis) {
        if (millis >= 0) {
            bell.arm(timer, millis);
        }
    }

    /** Returns the shorter of two times; INFINITE is -1. */
    private static int least(int one, int other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }
}
