package pipefault.inject;

import java.util.Arrays;
import pipefault.platform.Buffer;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;

/**
 * An operation whose ownership is watched: who has it, the subject or the kernel.
 *
 * <p>The kernel owns it from a start that did not fail at once until {@code Internal} is final (facts WR01, WR02, GR14).
 */
final class InjectedOperation implements Operation, Overlapped, Buffer {

    private static final long TRUTH = -1;

    private final String label;
    private final Operation inner;
    private final Observations observations;
    private final HandleLedger handles;
    private volatile boolean started;
    private volatile boolean released;
    private volatile boolean handedOver;
    private volatile Handle event = Handle.NULL;
    private volatile String startedBy = "";

    /** What a fault lets the subject see in {@code Internal} while the kernel owns it; -1 for the truth. */
    private volatile long pretended = TRUTH;

    InjectedOperation(String label, Operation inner, Observations observations, HandleLedger handles) {
        this.label = label;
        this.inner = inner;
        this.observations = observations;
        this.handles = handles;
    }

    String label() {
        return label;
    }

    Overlapped innerOverlapped() {
        return inner.overlapped();
    }

    Buffer innerData() {
        return inner.data();
    }

    /** Tells whether the kernel may still write to this memory, whatever an injected answer has said. */
    boolean isKernelOwned() {
        return started && !inner.overlapped().hasIoCompleted();
    }

    boolean isHandedOver() {
        return handedOver;
    }

    boolean isReleased() {
        return released;
    }

    /** Notes that a call is about to start on this memory. */
    void starting(String call) {
        if (isKernelOwned()) {
            violation(call + " re-uses " + label + " while the kernel owns it (" + startedBy + " is pending)");
        } else if (released) {
            violation(call + " uses " + label + " after its release");
        }
    }

    /** Notes how a start ended; only success and "pending" make the kernel the owner. */
    void started(String call, boolean keptByKernel) {
        started = keptByKernel;
        startedBy = call;
        pretended = TRUTH;
    }

    private void violation(String text) {
        observations.add(Property.OWNERSHIP, text);
    }

    @Override
    public Overlapped overlapped() {
        return this;
    }

    @Override
    public Buffer data() {
        return this;
    }

    @Override
    public void release() {
        if (released) {
            return;
        }
        if (!isKernelOwned()) {
            started = false;
        } else if (!handedOver) {
            violation(label + " is released while the kernel owns it (" + startedBy + " is pending)");
        }
        released = true;
        inner.release();
    }

    @Override
    public void releaseOnCompletion(AutoCloseable... rest) {
        handedOver = true;
        AutoCloseable[] afterwards = Arrays.copyOf(rest, rest.length + 1);
        afterwards[rest.length] = () -> {
            started = false;
            released = true;
        };
        inner.releaseOnCompletion(afterwards);
    }

    /** Lets the subject see another {@code Internal} until the kernel writes the real one; the memory is not touched. */
    void pretend(long status) {
        pretended = status;
    }

    @Override
    public long internal() {
        long lie = pretended;
        return lie != TRUTH && isKernelOwned() ? lie : inner.overlapped().internal();
    }

    @Override
    public long internalHigh() {
        return inner.overlapped().internalHigh();
    }

    @Override
    public Handle event() {
        return event;
    }

    @Override
    public void setEvent(Handle newEvent) {
        if (isKernelOwned()) {
            violation("hEvent of " + label + " is changed while the kernel owns it");
        }
        if (handles.isClosed(newEvent)) {
            observations.add(
                    Property.ARGUMENTS,
                    "hEvent of " + label + " becomes " + handles.name(newEvent) + ", which is closed");
        }
        event = newEvent;
        inner.overlapped().setEvent(newEvent);
    }

    @Override
    public int size() {
        return inner.data().size();
    }

    @Override
    public void put(int position, byte[] source, int offset, int length) {
        if (isKernelOwned()) {
            violation("the data of " + label + " is changed while the kernel owns it (" + startedBy + " is pending)");
        }
        inner.data().put(position, source, offset, length);
    }

    @Override
    public void get(int position, byte[] target, int offset, int length) {
        inner.data().get(position, target, offset, length);
    }

    @Override
    public String toString() {
        return label;
    }
}
