package pipefault.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pipefault.inject.Interception;
import pipefault.inject.TraceRecorder;
import pipefault.oracle.ListenerEvent;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord;
import pipefault.world.Actor;
import pipefault.world.World;

/** The listener of every subject in a run: writes down what it is told, and where a script asks for it, asks back. */
final class RecordingListener implements Listener {

    private final World world;
    private final Interception interception;

    /** Guards itself. */
    private final List<ListenerEvent> events = new ArrayList<>();

    /** The sum of what was reported as written. Changes under the monitor; conditions of waits read it, often. */
    private volatile long written;

    /** The kinds that were told; replaced by a larger set, likewise. */
    private volatile Set<Kind> kinds = EnumSet.noneOf(Kind.class);

    private volatile Runnable onWarning = () -> {};
    private volatile Runnable onWritten = () -> {};

    RecordingListener(World world, Interception interception) {
        this.world = world;
        this.interception = interception;
    }

    /** Sets what the owner does when it is warned; for a subject that calls out while it holds a mutex. */
    void onWarning(Runnable reaction) {
        onWarning = reaction;
    }

    /** Sets what the owner does when bytes are reported as written. */
    void onWritten(Runnable reaction) {
        onWritten = reaction;
    }

    @Override
    public void written(long bytes) {
        told(Kind.WRITTEN, bytes, "written " + bytes);
        onWritten.run();
    }

    @Override
    public void failed(int errorCode) {
        told(Kind.FAILED, errorCode, "failed " + Win32Error.describe(errorCode));
    }

    @Override
    public void warning(String text, int errorCode) {
        told(Kind.WARNING, errorCode, "warning " + text);
        onWarning.run();
    }

    @Override
    public void closed() {
        told(Kind.CLOSED, 0, "closed");
    }

    private void told(Kind kind, long value, String text) {
        interception.locks().forbidUnderLock("calls the listener (" + text + ")");
        int sequence = interception.recorder().note(CallRecord.Kind.LISTENER, text);
        Actor current = world.current();
        String actor = current == null ? TraceRecorder.KERNEL : current.name();
        synchronized (events) {
            events.add(new ListenerEvent(sequence, world.elapsed(), actor, kind, value));
            if (!kinds.contains(kind)) {
                Set<Kind> more = EnumSet.copyOf(kinds);
                more.add(kind);
                kinds = more;
            }
            written += kind == Kind.WRITTEN ? value : 0;
        }
        world.yieldPoint("listener");
    }

    List<ListenerEvent> events() {
        synchronized (events) {
            // Two threads may have been told their places in the other order.
            return events.stream()
                    .sorted(Comparator.comparingInt(ListenerEvent::sequence))
                    .toList();
        }
    }

    long written() {
        return written;
    }

    boolean has(Kind kind) {
        return kinds.contains(kind);
    }
}
