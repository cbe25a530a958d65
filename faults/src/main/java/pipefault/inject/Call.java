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

    private final Win32Function function;
    private final Supplier<CallResult> real;
    private final Win32Api win32;
    private @Nullable InjectedOperation operation;
    private boolean starts;
    private Consumer<CallResult> onHidden = result -> {};
    private Function<CallResult, String> onTaken = CallResult::toString;

    Call(Win32Function function, Win32Api win32, Supplier<CallResult> real) {
        this.function = function;
        this.win32 = win32;
        this.real = real;
    }

    /** Says that this call starts an operation. */
    Call starting(@Nullable InjectedOperation started) {
        operation = started;
        starts = true;
        return this;
    }

    /** Says that this call asks about an operation. */
    Call about(InjectedOperation asked) {
        operation = asked;
        return this;
    }

    /** Returns the name of the operation that this call is about; empty if there is none. */
    String operationName() {
        InjectedOperation about = operation;
        return about == null ? "" : about.label();
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
        return onTaken.apply(answer);
    }

    @Override
    public CallResult perform() {
        InjectedOperation about = operation;
        if (!starts || about == null) {
            return real.get();
        }
        about.starting(function.windowsName());
        // The kernel is the owner from inside the call on: another thread may look before it has returned.
        about.started(function.windowsName(), true);
        CallResult result = real.get();
        about.started(function.windowsName(), result.ok() || result.isPending());
        return result;
    }

    @Override
    public CallResult failure(int code) {
        return starts ? CallResult.failure(code, 0) : function.failure(code);
    }

    @Override
    public void leaveTraces(int code, boolean performed) {
        InjectedOperation about = operation;
        if (about == null || (performed && starts)) {
            return;
        }
        Overlapped inner = about.innerOverlapped();
        if (starts) {
            // A synchronous failure has reset the event and set Internal, and nobody will complete it (fact WR10).
            setStatus(inner, Overlapped.STATUS_PENDING, inner.internalHigh());
            if (about.event().isValid()) {
                CallResult unused = win32.resetEvent(about.event());
            }
        } else if (inner.hasIoCompleted()) {
            NtStatus.ofCompletion(code).ifPresent(status -> setStatus(inner, status, 0));
        }
    }

    @Override
    public void hidden(CallResult result) {
        onHidden.accept(result);
    }

    @Override
    public void alterInternal(long status) {
        InjectedOperation about = operation;
        if (about == null) {
            return;
        }
        if (about.isKernelOwned()) {
            about.pretend(status);
        } else {
            setStatus(about.innerOverlapped(), status, about.innerOverlapped().internalHigh());
        }
    }

    private void setStatus(Overlapped inner, long status, long high) {
        if (win32 instanceof ConformanceProbe probe) {
            probe.setStatus(inner, status, high);
        }
    }
}
