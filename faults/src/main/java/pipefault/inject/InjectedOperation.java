package pipefault.inject;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Error;
import pipefault.trace.Aside;

/**
 * An operation whose ownership is watched: who has it, the subject or the kernel.
 *
 * <p>The kernel owns it from a start that did not fail at once until {@code Internal} is final (facts WR01, WR02, GR14).
 */
final class InjectedOperation implements Operation, Overlapped, Buffer {

    private final String label;
    private final Operation inner;
    private final Observations observations;
    private final HandleLedger handles;
    private final AnswerLog answers;
    private final OperationLedger ledger;
    private final TraceRecorder recorder;

    /** The start that the kernel has accepted or is about to; null if there is none. */
    private final AtomicReference<@Nullable Start> start = new AtomicReference<>();

    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean handedOver;
    private volatile boolean releasedEarly;
    private volatile Handle event = Handle.NULL;

    private volatile @Nullable Pretence pretence;

    /**
     * What a fault lets the subject see in {@code Internal}.
     *
     * @param untilCompletion until the kernel writes the real one, instead of until the next start
     */
    private record Pretence(long status, boolean untilCompletion) {}

    /** One use of this memory by the kernel. */
    static final class Start {
        private final String call;
        private final AtomicLong noticed = new AtomicLong(STATUS_PENDING);
        private volatile boolean answered;

        private Start(String call) {
            this.call = call;
        }
    }

    InjectedOperation(String label, Operation inner, Interception interception) {
        this.label = label;
        this.inner = inner;
        observations = interception.observations();
        handles = interception.handles();
        answers = interception.answers();
        ledger = interception.operations();
        recorder = interception.recorder();
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
        return start.get() != null && !inner.overlapped().hasIoCompleted();
    }

    boolean isHandedOver() {
        return handedOver;
    }

    boolean isReleased() {
        return released.get();
    }

    /** Notes that a call is about to start on this memory. */
    Start starting(String call) {
        if (isKernelOwned()) {
            objectToReuse(call);
        } else if (released.get()) {
            violation(call + " uses " + label + " after its release");
        }
        Start next = new Start(call);
        pretence = null;
        start.set(next);
        return next;
    }

    /** Notes how a start ended; only success and "pending" make the kernel the owner. */
    void started(Start mine, boolean keptByKernel) {
        if (!keptByKernel) {
            // Another thread may have started anew by now: that one is not undone.
            start.compareAndSet(mine, null);
        } else if (isKernelOwned()) {
            recorder.aside(Aside.Kind.TAKEN, label, mine.call);
            ledger.taken(this);
        }
    }

    /** Notes for readers of the trace how an operation has ended that was seen to be pending. */
    void hasEnded() {
        if (start.get() == null) {
            return;
        }
        Overlapped memory = inner.overlapped();
        long status = memory.internal();
        int error = NtStatus.toWin32Error(status);
        recorder.aside(
                Aside.Kind.ENDED,
                label,
                (error == 0 ? "ok" : Win32Error.describe(error)) + " n=" + memory.internalHigh());
    }

    /** Notes an answer about this operation that the subject gets. */
    void answered(CallResult answer) {
        Start current = start.get();
        if (current != null && !isUndecided(answer)) {
            current.answered = true;
        }
    }

    private static boolean isUndecided(CallResult answer) {
        return !answer.ok()
                && switch (answer.lastError()) {
                    case Win32Error.ERROR_IO_PENDING,
                            Win32Error.ERROR_IO_INCOMPLETE,
                            Win32Error.WAIT_TIMEOUT,
                            Win32Error.WAIT_IO_COMPLETION -> true;
                    default -> false;
                };
    }

    /** Tells whether the operation has come to its end, and the subject does not know yet to which. */
    boolean isOpen() {
        Start current = start.get();
        return current != null
                && inner.overlapped().hasIoCompleted()
                && !current.answered
                && current.noticed.get() == STATUS_PENDING;
    }

    void objectToReuse(String call) {
        violation(call + " re-uses " + label + " while the kernel owns it (" + owner() + " is pending)");
    }

    /** Lets the subject see another {@code Internal} than the real one; the memory is not touched. */
    void pretend(long status) {
        pretence = new Pretence(status, isKernelOwned());
    }

    private @Nullable Pretence pretence() {
        Pretence current = pretence;
        return current == null || (current.untilCompletion() && !isKernelOwned()) ? null : current;
    }

    private String owner() {
        Start current = start.get();
        return current == null ? "an operation" : current.call;
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
        boolean owned = isKernelOwned();
        if (released.getAndSet(true)) {
            return;
        }
        if (owned && !handedOver) {
            releasedEarly = true;
            violation(label + " is released while the kernel owns it (" + owner() + " is pending)");
        }
        recorder.aside(Aside.Kind.RELEASED, label, owned ? "while the kernel owns it" : "");
        inner.release();
    }

    /** Tells whether the kernel has written the end of an operation to memory that had been released before. */
    boolean isWrittenAfterRelease() {
        return releasedEarly && inner.overlapped().hasIoCompleted();
    }

    /** Returns the status that the kernel has written, as it stands in the memory. */
    long writtenStatus() {
        return inner.overlapped().internal();
    }

    @Override
    public void releaseOnCompletion(AutoCloseable... rest) {
        handedOver = true;
        recorder.aside(
                isKernelOwned() ? Aside.Kind.HANDED_OVER : Aside.Kind.RELEASED, label, isKernelOwned() ? owner() : "");
        AutoCloseable[] afterwards = Arrays.copyOf(rest, rest.length + 1);
        afterwards[rest.length] = () -> released.set(true);
        inner.releaseOnCompletion(afterwards);
    }

    @Override
    public long internal() {
        long status = inner.overlapped().internal();
        Pretence instead = pretence();
        long shown = instead == null ? status : instead.status();
        notice(shown);
        return shown;
    }

    @Override
    public long internalHigh() {
        long unused = internal();
        return inner.overlapped().internalHigh();
    }

    /** Notes, once per start and status, that the subject sees an end of its operation with its own eyes. */
    private void notice(long status) {
        Start current = start.get();
        if (current != null && status != STATUS_PENDING && current.noticed.getAndSet(status) != status) {
            long bytes = inner.overlapped().internalHigh();
            answers.add(new Completion(recorder.position(), label, status, bytes));
        }
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
            violation("the data of " + label + " is changed while the kernel owns it (" + owner() + " is pending)");
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
