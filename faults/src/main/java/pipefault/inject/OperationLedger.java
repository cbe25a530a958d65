package pipefault.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Handle;

/** Knows every operation of a subject, and whether the kernel owns it; thread-safe. */
public final class OperationLedger implements TraceRecorder.Watch {

    /** Guards itself. */
    private final List<InjectedOperation> operations = new ArrayList<>();

    /** Those that the kernel had when they were last looked at; few, and most often none. */
    private final CopyOnWriteArrayList<InjectedOperation> taken = new CopyOnWriteArrayList<>();

    void add(InjectedOperation operation) {
        synchronized (operations) {
            operations.add(operation);
        }
    }

    /** Notes that the kernel has become the owner. */
    void taken(InjectedOperation operation) {
        taken.addIfAbsent(operation);
    }

    @Override
    public void look() {
        for (int i = taken.size() - 1; i >= 0; i--) {
            InjectedOperation operation = taken.get(i);
            if (!operation.isKernelOwned()) {
                taken.remove(operation);
                operation.hasEnded();
            }
        }
    }

    private List<InjectedOperation> all() {
        synchronized (operations) {
            return List.copyOf(operations);
        }
    }

    /** Returns an operation that the kernel owns and that signals this event; null if there is none. */
    @Nullable
    InjectedOperation pendingWith(Handle event) {
        for (InjectedOperation operation : all()) {
            if (operation.isKernelOwned() && operation.event() == event) {
                return operation;
            }
        }
        return null;
    }

    /** Returns the names of the operations that the kernel owns now. */
    public List<String> pending() {
        return all().stream()
                .filter(InjectedOperation::isKernelOwned)
                .map(InjectedOperation::label)
                .toList();
    }

    /** Returns the names of the operations that were neither released nor handed over. */
    public List<String> unreleased() {
        return all().stream()
                .filter(operation -> !operation.isReleased() && !operation.isHandedOver())
                .map(InjectedOperation::label)
                .toList();
    }

    /**
     * Tells what the kernel has done to memory that was released while it owned it.
     *
     * <p>Such memory is kept here, so that nothing else suffers; a subject's own heap would have had another tenant by then.
     */
    public List<String> writtenAfterRelease() {
        return all().stream()
                .filter(InjectedOperation::isWrittenAfterRelease)
                .map(operation -> String.format(
                        Locale.ROOT,
                        "the kernel has written to %s after its release (Internal is 0x%08X now)",
                        operation.label(),
                        operation.writtenStatus()))
                .toList();
    }

    /** Returns the names of the operations that were handed over and have not been released since. */
    public List<String> awaitingRelease() {
        return all().stream()
                .filter(operation -> operation.isHandedOver() && !operation.isReleased())
                .map(InjectedOperation::label)
                .toList();
    }
}
