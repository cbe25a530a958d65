package pipefault.inject;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.NtStatus;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Function;

/** A typed Windows call on its way through the interception. */
final class Call implements RealCall {

    /** What a call does to the operation that it is about. */
    private enum Relation {
        STARTS,
        ASKS,
        CANCELS
    }

    private final Win32Function function;
    private final Supplier<CallResult> real;
    private final Win32Api win32;
    private @Nullable InjectedOperation operation;
    private Relation relation = Relation.ASKS;
    private Consumer<CallResult> onHidden = result -> {};
    private Function<CallResult, String> onTaken = CallResult::toString;

    Call(Win32Function function, Win32Api win32, Supplier<CallResult> real) {
        this.function = function;
        this.win32 = win32;
        this.real = real;
    }

    /** Says that this call starts an operation. */
    Call starting(@Nullable InjectedOperation started) {
        return on(started, Relation.STARTS);
    }

    /** Says that this call asks about an operation. */
    Call about(InjectedOperation asked) {
        return on(asked, Relation.ASKS);
    }

    /** Says that this call cancels an operation. */
    Call cancelling(@Nullable InjectedOperation cancelled) {
        return on(cancelled, Relation.CANCELS);
    }

    private Call on(@Nullable InjectedOperation target, Relation newRelation) {
        operation = target;
        relation = newRelation;
        return this;
    }

    private boolean starts() {
        return relation == Relation.STARTS;
    }

    /** Returns the name of the operation that this call is about; empty if there is none. */
    String operationName() {
        InjectedOperation about = operation;
        return about == null || relation == Relation.CANCELS ? "" : about.label();
    }

    /** Says what becomes of a real result that an injected failure hides. */
    Call whenHidden(Consumer<CallResult> action) {
        onHidden = action;
        return this;
    }

    /** Says what becomes of the answer that the subject gets, and how it reads in the trace. */
    Call whenTaken(Function<CallResult, String> action) {
        onTaken = action;
        return this;
    }

    @Override
    public String taken(CallResult answer) {
        InjectedOperation about = operation;
        if (about != null && relation != Relation.CANCELS) {
            about.answered(answer);
        }
        return onTaken.apply(answer);
    }

    @Override
    public boolean isOpen() {
        InjectedOperation about = operation;
        return about == null || relation != Relation.ASKS || about.isOpen();
    }

    @Override
    public CallResult perform() {
        InjectedOperation about = operation;
        if (!starts() || about == null) {
            return real.get();
        }
        // The kernel is the owner from inside the call on: another thread may look before it has returned.
        InjectedOperation.Start start = about.starting(function.windowsName());
        CallResult result = real.get();
        about.started(start, result.ok() || result.isPending());
        return result;
    }

    @Override
    public CallResult failure(int code) {
        return starts() ? CallResult.failure(code, 0) : function.failure(code);
    }

    @Override
    public void leaveTraces(int code, boolean performed) {
        InjectedOperation about = operation;
        if (about == null || relation == Relation.CANCELS || (performed && starts())) {
            return;
        }
        if (!starts()) {
            if (about.innerOverlapped().hasIoCompleted()) {
                NtStatus.ofCompletion(code).ifPresent(status -> setStatus(about.innerOverlapped(), status, 0));
            }
            return;
        }
        if (about.isKernelOwned()) {
            about.objectToReuse(function.windowsName());
            return;
        }
        // A synchronous failure has reset the event and set Internal, and nobody will complete it (fact WR10).
        InjectedOperation.Start start = about.starting(function.windowsName());
        about.started(start, false);
        setStatus(
                about.innerOverlapped(),
                Overlapped.STATUS_PENDING,
                about.innerOverlapped().internalHigh());
        if (about.event().isValid()) {
            CallResult unused = win32.resetEvent(about.event());
        }
    }

    @Override
    public void hidden(CallResult result) {
        onHidden.accept(result);
    }

    @Override
    public boolean alterInternal(long status) {
        InjectedOperation about = operation;
        if (about == null) {
            return false;
        }
        about.pretend(status);
        return true;
    }

    private void setStatus(Overlapped inner, long status, long high) {
        if (win32 instanceof ConformanceProbe probe) {
            probe.setStatus(inner, status, high);
        }
    }
}
