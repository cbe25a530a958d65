package pipefault.inject;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** The thread-pool part of a subject's Windows calls. */
final class PoolCalls {

    private final Interception interception;
    private final Win32Api inner;
    private final HandleLedger handles;
    private final HandleChecks checks;
    private final ArmedWaits armed;

    PoolCalls(Interception interception, Win32Api inner, HandleChecks checks, ArmedWaits armed) {
        this.interception = interception;
        this.inner = inner;
        this.handles = interception.handles();
        this.checks = checks;
        this.armed = armed;
    }

    CallResult create(ThreadpoolWait.Callback callback) {
        InjectedThreadpoolWait wrapper = new InjectedThreadpoolWait(interception, armed, callback);
        Call call = new Call(Win32Function.CREATE_THREADPOOL_WAIT, inner, () -> inner.createThreadpoolWait(wrapper))
                .whenHidden(this::closeHidden)
                .whenTaken(answer -> {
                    ThreadpoolWait real = answer.threadpoolWaitOrNull();
                    if (real == null) {
                        return "NULL " + Win32Error.describe(answer.lastError());
                    }
                    wrapper.created(real, handles.created(wrapper, "wait"));
                    return wrapper.toString();
                });
        CallResult result = around(Win32Function.CREATE_THREADPOOL_WAIT, List.of(), "", false, call);
        return result.ok() ? CallResult.created(wrapper) : result;
    }

    private void closeHidden(CallResult hidden) {
        ThreadpoolWait wait = hidden.threadpoolWaitOrNull();
        if (wait != null) {
            inner.closeThreadpoolWait(wait);
        }
    }

    CallResult set(ThreadpoolWait wait, Handle handle, int timeoutMillis) {
        InjectedThreadpoolWait mine = injected(wait);
        boolean open = isOpen(mine, Win32Function.SET_THREADPOOL_WAIT)
                && checks.optional(Win32Function.SET_THREADPOOL_WAIT, handle);
        String text = mine + ", " + handles.name(handle)
                + (timeoutMillis == Win32Error.INFINITE ? "" : InjectedWin32Api.timeout(timeoutMillis));
        return around(
                Win32Function.SET_THREADPOOL_WAIT,
                List.of(wait, handle),
                text,
                false,
                ifOpen(open, Win32Function.SET_THREADPOOL_WAIT, () -> set(mine, handle, timeoutMillis)));
    }

    private CallResult set(InjectedThreadpoolWait mine, Handle handle, int timeoutMillis) {
        if (handle.isValid()) {
            // Before the call: the callback may begin before it has returned (fact TP03).
            armed.arm(mine, handle);
        }
        CallResult result = inner.setThreadpoolWait(mine.inner(), handle, timeoutMillis);
        if (!handle.isValid()) {
            armed.disarm(mine);
        }
        return result;
    }

    CallResult awaitCallbacks(ThreadpoolWait wait, boolean cancelPending) {
        InjectedThreadpoolWait mine = injected(wait);
        boolean open = isOpen(mine, Win32Function.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS);
        return around(
                Win32Function.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS,
                List.of(wait, cancelPending),
                mine + (cancelPending ? ", cancel" : ""),
                true,
                ifOpen(
                        open,
                        Win32Function.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS,
                        () -> inner.waitForThreadpoolWaitCallbacks(mine.inner(), cancelPending)));
    }

    CallResult close(ThreadpoolWait wait) {
        InjectedThreadpoolWait mine = injected(wait);
        boolean lawful = handles.closing(mine, "CloseThreadpoolWait") == HandleLedger.Closing.LAWFUL;
        Call call = ifOpen(lawful, Win32Function.CLOSE_THREADPOOL_WAIT, () -> {
            CallResult result = inner.closeThreadpoolWait(mine.inner());
            mine.closed();
            armed.disarm(mine);
            return result;
        });
        return around(Win32Function.CLOSE_THREADPOOL_WAIT, List.of(wait), mine.toString(), false, call);
    }

    /** A wait that is closed is memory that was freed: Windows would corrupt it. Seen, and not done. */
    private Call ifOpen(boolean open, Win32Function function, Supplier<CallResult> real) {
        return new Call(function, inner, open ? real : CallResult::success);
    }

    private boolean isOpen(InjectedThreadpoolWait wait, Win32Function function) {
        boolean closed = handles.isClosed(wait);
        if (closed) {
            interception
                    .observations()
                    .add(Property.ARGUMENTS, function.windowsName() + " gets " + wait + ", which is closed");
        }
        return !closed;
    }

    private static InjectedThreadpoolWait injected(ThreadpoolWait wait) {
        if (wait instanceof InjectedThreadpoolWait mine) {
            return mine;
        }
        throw new IllegalArgumentException("the wait object does not come from CreateThreadpoolWait of this run");
    }

    private CallResult around(
            Win32Function function, List<@Nullable Object> arguments, String text, boolean blocking, Call call) {
        return interception.around(new CallSite(FailPoint.of(function), arguments, text, "", blocking), call);
    }
}
