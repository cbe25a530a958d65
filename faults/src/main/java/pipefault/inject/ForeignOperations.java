package pipefault.inject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Overlapped;

/**
 * The overlapped operations of foreign code, by the address of their OVERLAPPED.
 *
 * <p>What has become of one stands in its status block, which is looked at only while the memory is in use for certain: in a
 * call that is handed it. Thread-safe by its own monitor, under which nothing is called but that memory.
 */
final class ForeignOperations {

    private static final int INTERNAL_HIGH = 8;
    private static final int EVENT = 24;

    private static final class Operation {
        final String label;
        final String call;

        /** The kernel has taken it, and the subject has not been told of its end. */
        boolean pending;

        /** Tells whether its memory is still there; null if nobody can know. */
        @Nullable
        BooleanSupplier memory;

        /** The thread on whose stack the OVERLAPPED is; null if it is elsewhere, or nobody knows. */
        @Nullable
        Thread stack;

        Operation(String label, String call) {
            this.label = label;
            this.call = call;
        }

        @Override
        public String toString() {
            return label + " (" + call + ")";
        }
    }

    private final ForeignMemory memory;
    private final Interception interception;
    private final Map<Long, Operation> latest = new LinkedHashMap<>();

    /** Those whose OVERLAPPED is on a stack, by its address; few. */
    private final Map<Operation, Long> onStacks = new LinkedHashMap<>();

    private int started;

    ForeignOperations(ForeignMemory memory, Interception interception) {
        this.memory = memory;
        this.interception = interception;
    }

    /** Names an operation that is about to be started, and objects if the kernel still has the one before it. */
    String starting(long overlapped, String call) {
        String complaint = null;
        Operation next;
        synchronized (this) {
            Operation before = latest.get(overlapped);
            next = new Operation("op-" + ++started, call);
            latest.put(overlapped, next);
            if (before != null && before.pending && isInFlight(overlapped)) {
                complaint = call + " uses the OVERLAPPED of " + before.label + " again (" + before.call
                        + "), which the kernel still has";
            }
            // It has ended, or its status block was cleared for the next: nobody can tell which.
            onStacks.remove(before);
        }
        if (complaint != null) {
            interception.observations().add(Property.OWNERSHIP, complaint);
        }
        return next.label;
    }

    /** Takes how the kernel has answered the call that starts an operation. */
    synchronized void started(long overlapped, CallResult real) {
        Operation operation = latest.get(overlapped);
        if (operation != null) {
            operation.pending = real.isPending();
        }
    }

    /** Takes what the subject was told about an operation. */
    synchronized void told(long overlapped) {
        Operation operation = latest.get(overlapped);
        if (operation != null && !isInFlight(overlapped)) {
            operation.pending = false;
        }
    }

    /** Takes how to know that the memory is still there of the operation which was started last with an OVERLAPPED. */
    synchronized void watch(long overlapped, BooleanSupplier isThere) {
        Operation operation = latest.get(overlapped);
        if (operation != null) {
            operation.memory = isThere;
        }
    }

    /** Takes that the OVERLAPPED of the operation which was started last with it is on the stack of the calling thread. */
    synchronized void onStack(long overlapped) {
        Operation operation = latest.get(overlapped);
        if (operation != null && operation.pending) {
            operation.stack = Thread.currentThread();
            onStacks.put(operation, overlapped);
        }
    }

    /**
     * Looks at what is on the stack of the calling thread, as far as the functions are still on it that have put it there.
     *
     * @param stackPointer where the stack of the caller is, which grows down to lower addresses; 0 if nobody knows
     */
    synchronized void lookAtStack(long stackPointer) {
        Thread here = Thread.currentThread();
        onStacks.entrySet().removeIf(each -> {
            Operation operation = each.getKey();
            boolean there = operation.stack == here && stackPointer != 0 && each.getValue() > stackPointer;
            if (there && operation.pending && !isInFlight(each.getValue())) {
                operation.pending = false;
            }
            return !operation.pending;
        });
    }

    /** Returns and forgets the operations on the stack of the calling thread whose end nobody has seen; it is inside of no call. */
    synchronized List<String> leftOnStack() {
        Thread here = Thread.currentThread();
        List<String> left = new ArrayList<>();
        onStacks.keySet().removeIf(operation -> {
            if (operation.stack != here) {
                return false;
            }
            if (operation.pending) {
                left.add(operation.toString());
            }
            return true;
        });
        return left;
    }

    synchronized @Nullable String name(long overlapped) {
        Operation operation = latest.get(overlapped);
        return operation == null ? null : operation.label;
    }

    /** Returns the names of those whose memory is still there, that nobody has seen the end of, and whose status blocks tell of none. */
    synchronized List<String> inFlight() {
        List<String> names = new ArrayList<>();
        latest.forEach((address, operation) -> {
            BooleanSupplier isThere = operation.memory;
            if (operation.pending && isThere != null && isThere.getAsBoolean() && isInFlight(address)) {
                names.add(operation.toString());
            }
        });
        return names;
    }

    boolean isInFlight(long overlapped) {
        return memory.getLong(overlapped) == Overlapped.STATUS_PENDING;
    }

    /** Writes an end into the status block, as the kernel does. */
    void setStatus(long overlapped, long status, long bytes) {
        memory.putLong(overlapped, status);
        memory.putLong(overlapped + INTERNAL_HIGH, bytes);
    }

    void setInternal(long overlapped, long status) {
        memory.putLong(overlapped, status);
    }

    /** Leaves what a start leaves that has failed in the call: the event reset, and no end (fact WR10). */
    void startedInVain(long overlapped) {
        memory.putLong(overlapped, Overlapped.STATUS_PENDING);
        long event = memory.getLong(overlapped + EVENT) & ~1L;
        if (event != 0) {
            memory.resetEvent(event);
        }
    }
}
