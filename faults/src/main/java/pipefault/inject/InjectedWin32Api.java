package pipefault.inject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.platform.Buffer;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** The Windows calls of a subject, each on its way through the interception and past the ledgers. */
final class InjectedWin32Api implements Win32Api {

    private final Interception interception;
    private final Win32Api inner;
    private final HandleLedger handles;

    InjectedWin32Api(Interception interception, Win32Api inner) {
        this.interception = interception;
        this.inner = inner;
        this.handles = interception.handles();
    }

    @Override
    public CallResult createEvent(boolean manualReset, boolean initialState, @Nullable String name) {
        String text =
                (manualReset ? "manual" : "auto") + (initialState ? ", set" : "") + (name == null ? "" : ", named");
        return creating(
                Win32Function.CREATE_EVENT, "event", text, () -> inner.createEvent(manualReset, initialState, name));
    }

    @Override
    public CallResult createMutex(boolean initialOwner, @Nullable String name) {
        return creating(Win32Function.CREATE_MUTEX, "mutex", "", () -> inner.createMutex(initialOwner, name));
    }

    @Override
    public CallResult createNamedPipe(
            String name,
            int openMode,
            int pipeMode,
            int maxInstances,
            int outBufferSize,
            int inBufferSize,
            int timeout) {
        return creating(
                Win32Function.CREATE_NAMED_PIPE,
                "pipe",
                "out=" + outBufferSize + ", in=" + inBufferSize,
                () -> inner.createNamedPipe(
                        name, openMode, pipeMode, maxInstances, outBufferSize, inBufferSize, timeout));
    }

    @Override
    public CallResult createFile(String name, int access, int flags) {
        return creating(Win32Function.CREATE_FILE, "file", "", () -> inner.createFile(name, access, flags));
    }

    private CallResult creating(Win32Function function, String kind, String text, Supplier<CallResult> real) {
        Call call = call(function, real).whenHidden(this::closeHidden).whenTaken(answer -> created(kind, answer));
        return around(function, List.of(), text, false, call);
    }

    private String created(String kind, CallResult answer) {
        Handle handle = answer.handleOrNull();
        if (handle == null) {
            return answer.rawHandle() + " " + Win32Error.describe(answer.lastError());
        }
        boolean existed = answer.lastError() == Win32Error.ERROR_ALREADY_EXISTS;
        return handles.created(handle, kind) + (existed ? ", which existed before" : "");
    }

    private void closeHidden(CallResult hidden) {
        Handle handle = hidden.handleOrNull();
        if (handle != null && !inner.closeHandle(handle).ok()) {
            throw new IllegalStateException("the hidden handle " + handle + " could not be closed");
        }
    }

    @Override
    public CallResult createPipe(int size) {
        Call call = call(Win32Function.CREATE_PIPE, () -> inner.createPipe(size))
                .whenTaken(answer -> {
                    PipeEnds ends = answer.objectOrNull(PipeEnds.class);
                    return ends == null
                            ? answer.toString()
                            : handles.created(ends.read(), "pipe-read") + ", "
                                    + handles.created(ends.write(), "pipe-write");
                });
        return around(Win32Function.CREATE_PIPE, List.of(size), "size=" + size, false, call);
    }

    @Override
    public CallResult setEvent(Handle event) {
        return onHandle(Win32Function.SET_EVENT, event, "", false, () -> inner.setEvent(event));
    }

    @Override
    public CallResult resetEvent(Handle event) {
        return onHandle(Win32Function.RESET_EVENT, event, "", false, () -> inner.resetEvent(event));
    }

    @Override
    public CallResult waitForSingleObject(Handle object, int timeoutMillis) {
        return onHandle(
                Win32Function.WAIT_FOR_SINGLE_OBJECT,
                object,
                timeout(timeoutMillis),
                timeoutMillis != 0,
                () -> inner.waitForSingleObject(object, timeoutMillis));
    }

    @Override
    public CallResult waitForMultipleObjects(Handle[] objects, boolean waitAll, int timeoutMillis) {
        List<String> names = new ArrayList<>();
        for (Handle object : objects) {
            require(Win32Function.WAIT_FOR_MULTIPLE_OBJECTS, object);
            names.add(handles.name(object));
        }
        String text = String.join(", ", names) + (waitAll ? ", all" : ", any") + timeout(timeoutMillis);
        return around(
                Win32Function.WAIT_FOR_MULTIPLE_OBJECTS,
                Arrays.asList((Object[]) objects),
                text,
                timeoutMillis != 0,
                () -> inner.waitForMultipleObjects(objects, waitAll, timeoutMillis));
    }

    @Override
    public CallResult closeHandle(Handle handle) {
        InjectedOperation pending = interception.operations().pendingWith(handle);
        if (pending != null) {
            interception
                    .observations()
                    .add(
                            Property.OWNERSHIP,
                            handles.name(handle) + " is closed while " + pending.label()
                                    + ", which signals it, is the kernel's");
        }
        String name = handles.name(handle);
        handles.closing(handle, "CloseHandle");
        return around(Win32Function.CLOSE_HANDLE, List.of(handle), name, false, () -> inner.closeHandle(handle));
    }

    @Override
    public CallResult connectNamedPipe(Handle server, @Nullable Overlapped overlapped) {
        return starting(
                Win32Function.CONNECT_NAMED_PIPE, server, "", overlapped, ov -> inner.connectNamedPipe(server, ov));
    }

    @Override
    public CallResult disconnectNamedPipe(Handle server) {
        return onHandle(
                Win32Function.DISCONNECT_NAMED_PIPE, server, "", false, () -> inner.disconnectNamedPipe(server));
    }

    @Override
    public CallResult peekNamedPipe(Handle pipe) {
        return onHandle(Win32Function.PEEK_NAMED_PIPE, pipe, "", false, () -> inner.peekNamedPipe(pipe));
    }

    @Override
    public CallResult flushFileBuffers(Handle pipe) {
        return onHandle(Win32Function.FLUSH_FILE_BUFFERS, pipe, "", true, () -> inner.flushFileBuffers(pipe));
    }

    @Override
    public CallResult setNamedPipeHandleState(Handle pipe, int mode) {
        return onHandle(
                Win32Function.SET_NAMED_PIPE_HANDLE_STATE,
                pipe,
                ", mode=" + mode,
                false,
                () -> inner.setNamedPipeHandleState(pipe, mode));
    }

    @Override
    public CallResult readFile(Handle pipe, Buffer into, int position, int length, @Nullable Overlapped overlapped) {
        Buffer real = into instanceof InjectedOperation operation ? operation.innerData() : into;
        return starting(
                Win32Function.READ_FILE,
                pipe,
                ", " + length + " bytes",
                overlapped,
                ov -> inner.readFile(pipe, real, position, length, ov));
    }

    @Override
    public CallResult writeFile(Handle pipe, Buffer from, int position, int length, @Nullable Overlapped overlapped) {
        Buffer real = from instanceof InjectedOperation operation ? operation.innerData() : from;
        return starting(
                Win32Function.WRITE_FILE,
                pipe,
                ", " + length + " bytes",
                overlapped,
                ov -> inner.writeFile(pipe, real, position, length, ov));
    }

    private CallResult starting(
            Win32Function function, Handle pipe, String text, @Nullable Overlapped overlapped, Start start) {
        InjectedOperation operation = overlapped == null ? null : injected(overlapped);
        require(function, pipe);
        Overlapped real = operation == null ? null : operation.innerOverlapped();
        Call call = call(function, () -> start.on(real)).starting(operation);
        String all = handles.name(pipe) + (operation == null ? "" : ", " + operation.label()) + text;
        CallResult result = around(function, Arrays.asList(pipe, overlapped), all, overlapped == null, call);
        if (result.isPending() && operation != null) {
            passEvent(operation);
        }
        return result;
    }

    /** Makes a call that starts an operation on the real OVERLAPPED. */
    private interface Start {
        CallResult on(@Nullable Overlapped real);
    }

    private void passEvent(InjectedOperation operation) {
        Handle event = operation.event();
        List<Fault> fires = interception.passing(FailPoint.EVENT, "of " + operation.label());
        for (Fault fault : fires) {
            if (fault.action() instanceof Action.Signal && event.isValid()) {
                boolean set = inner.setEvent(event).ok();
                interception.strayIsSet(handles.name(event), set);
            }
        }
        interception.passed(FailPoint.EVENT, fires);
    }

    @Override
    public CallResult cancelIo(Handle file) {
        interception.locks().forbidUnderLock("calls CancelIo");
        return onHandle(Win32Function.CANCEL_IO, file, "", false, () -> inner.cancelIo(file));
    }

    @Override
    public CallResult cancelIoEx(Handle file, @Nullable Overlapped overlapped) {
        interception.locks().forbidUnderLock("calls CancelIoEx");
        InjectedOperation operation = overlapped == null ? null : injected(overlapped);
        Overlapped real = operation == null ? null : operation.innerOverlapped();
        String text = operation == null ? "" : ", " + operation.label();
        return onHandle(Win32Function.CANCEL_IO_EX, file, text, false, () -> inner.cancelIoEx(file, real));
    }

    @Override
    public CallResult getOverlappedResult(Handle file, Overlapped overlapped, boolean wait) {
        InjectedOperation operation = injected(overlapped);
        Call call = call(
                        Win32Function.GET_OVERLAPPED_RESULT,
                        () -> inner.getOverlappedResult(file, operation.innerOverlapped(), wait))
                .about(operation);
        String text = operation.label() + (wait ? ", wait" : "");
        return around(Win32Function.GET_OVERLAPPED_RESULT, List.of(file, overlapped, wait), text, wait, call);
    }

    @Override
    public CallResult getOverlappedResultEx(Handle file, Overlapped overlapped, int timeoutMillis, boolean alertable) {
        InjectedOperation operation = injected(overlapped);
        Call call = call(
                        Win32Function.GET_OVERLAPPED_RESULT_EX,
                        () -> inner.getOverlappedResultEx(file, operation.innerOverlapped(), timeoutMillis, alertable))
                .about(operation);
        String text = operation.label() + timeout(timeoutMillis);
        return around(
                Win32Function.GET_OVERLAPPED_RESULT_EX,
                List.of(file, overlapped, timeoutMillis),
                text,
                timeoutMillis != 0,
                call);
    }

    @Override
    public CallResult createThreadpoolWait(ThreadpoolWait.Callback callback) {
        InjectedThreadpoolWait wrapper = new InjectedThreadpoolWait(interception, callback);
        Call call = call(Win32Function.CREATE_THREADPOOL_WAIT, () -> inner.createThreadpoolWait(wrapper))
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

    @Override
    public CallResult setThreadpoolWait(ThreadpoolWait wait, Handle handle, int timeoutMillis) {
        InjectedThreadpoolWait mine = injected(wait, "SetThreadpoolWait");
        if (handles.isClosed(handle)) {
            // Undefined on Windows, where it may raise an exception in the pool: seen, and not done.
            interception
                    .observations()
                    .add(
                            Property.ARGUMENTS,
                            "SetThreadpoolWait arms " + wait + " with " + handles.name(handle) + ", which is closed");
            return CallResult.success();
        }
        String text = wait + ", " + handles.name(handle)
                + (timeoutMillis == Win32Error.INFINITE ? "" : timeout(timeoutMillis));
        return around(
                Win32Function.SET_THREADPOOL_WAIT,
                List.of(wait, handle),
                text,
                false,
                () -> inner.setThreadpoolWait(mine.inner(), handle, timeoutMillis));
    }

    @Override
    public CallResult waitForThreadpoolWaitCallbacks(ThreadpoolWait wait, boolean cancelPending) {
        InjectedThreadpoolWait mine = injected(wait, "WaitForThreadpoolWaitCallbacks");
        return around(
                Win32Function.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS,
                List.of(wait, cancelPending),
                wait + (cancelPending ? ", cancel" : ""),
                true,
                () -> inner.waitForThreadpoolWaitCallbacks(mine.inner(), cancelPending));
    }

    @Override
    public CallResult closeThreadpoolWait(ThreadpoolWait wait) {
        InjectedThreadpoolWait mine = injected(wait, "CloseThreadpoolWait");
        boolean before = handles.isClosed(wait);
        handles.closing(wait, "CloseThreadpoolWait");
        mine.close();
        return around(
                Win32Function.CLOSE_THREADPOOL_WAIT,
                List.of(wait),
                wait.toString(),
                false,
                () -> before ? CallResult.success() : inner.closeThreadpoolWait(mine.inner()));
    }

    private static InjectedOperation injected(Overlapped overlapped) {
        if (overlapped instanceof InjectedOperation operation) {
            return operation;
        }
        throw new IllegalArgumentException("the OVERLAPPED does not come from Platform.operation of this run");
    }

    private InjectedThreadpoolWait injected(ThreadpoolWait wait, String call) {
        if (!(wait instanceof InjectedThreadpoolWait mine)) {
            throw new IllegalArgumentException("the wait object does not come from CreateThreadpoolWait of this run");
        }
        if (handles.isClosed(wait) && !call.startsWith("Close")) {
            interception.observations().add(Property.ARGUMENTS, call + " on " + wait + ", which is closed");
        }
        return mine;
    }

    private CallResult onHandle(
            Win32Function function, Handle handle, String text, boolean blocking, Supplier<CallResult> real) {
        require(function, handle);
        return around(function, List.of(handle), handles.name(handle) + text, blocking, call(function, real));
    }

    /** Notes a handle that Windows cannot accept here. */
    private void require(Win32Function function, Handle handle) {
        if (!handle.isValid()) {
            interception.observations().add(Property.ARGUMENTS, function.windowsName() + " gets " + handle);
        } else if (handles.isClosed(handle)) {
            interception
                    .observations()
                    .add(
                            Property.ARGUMENTS,
                            function.windowsName() + " gets " + handles.name(handle) + ", which is closed");
        }
    }

    private Call call(Win32Function function, Supplier<CallResult> real) {
        return new Call(function, inner, real);
    }

    private CallResult around(
            Win32Function function,
            List<@Nullable Object> arguments,
            String text,
            boolean blocking,
            Supplier<CallResult> real) {
        return around(function, arguments, text, blocking, call(function, real));
    }

    private CallResult around(
            Win32Function function, List<@Nullable Object> arguments, String text, boolean blocking, Call call) {
        return interception.around(
                new CallSite(FailPoint.of(function), arguments, text, call.operationName(), blocking), call);
    }

    private static String timeout(int millis) {
        return millis == Win32Error.INFINITE ? ", no time-out" : ", " + millis + " ms";
    }
}
