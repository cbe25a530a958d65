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

/**
 * The Windows calls of a subject, each on its way through the interception and past the ledgers.
 *
 * <p>Long because there is one method per call; what calls have in common stands in {@link Call}, {@link HandleChecks}
 * and {@link PoolCalls}.
 */
final class InjectedWin32Api implements Win32Api {

    private final Interception interception;
    private final Win32Api inner;
    private final HandleLedger handles;
    private final HandleChecks checks;
    private final ArmedWaits armed = new ArmedWaits();
    private final PoolCalls pool;

    InjectedWin32Api(Interception interception, Win32Api inner) {
        this.interception = interception;
        this.inner = inner;
        handles = interception.handles();
        checks = new HandleChecks(interception);
        pool = new PoolCalls(interception, inner, checks, armed);
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
        Call call =
                call(function, real).whenHidden(this::closeHidden).whenTaken(answer -> handles.answered(answer, kind));
        return around(function, List.of(), text, false, call);
    }

    private void closeHidden(CallResult hidden) {
        Handle handle = hidden.handleOrNull();
        if (handle != null) {
            closeForNobody(handle);
        }
    }

    private void closeForNobody(Handle handle) {
        if (!inner.closeHandle(handle).ok()) {
            throw new IllegalStateException("a handle that a fault has hidden from the subject could not be closed");
        }
    }

    @Override
    public CallResult createPipe(int size) {
        Call call = call(Win32Function.CREATE_PIPE, () -> inner.createPipe(size))
                .whenHidden(hidden -> {
                    PipeEnds ends = hidden.objectOrNull(PipeEnds.class);
                    if (ends != null) {
                        closeForNobody(ends.read());
                        closeForNobody(ends.write());
                    }
                })
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
        Handle[] copy = objects.clone();
        List<String> names = new ArrayList<>();
        boolean open = true;
        for (Handle object : copy) {
            open &= checks.require(Win32Function.WAIT_FOR_MULTIPLE_OBJECTS, object);
            names.add(handles.name(object));
        }
        String text = String.join(", ", names) + (waitAll ? ", all" : ", any") + timeout(timeoutMillis);
        return around(
                Win32Function.WAIT_FOR_MULTIPLE_OBJECTS,
                Arrays.asList((Object[]) copy),
                text,
                timeoutMillis != 0,
                ifOpen(
                        open,
                        Win32Function.WAIT_FOR_MULTIPLE_OBJECTS,
                        () -> inner.waitForMultipleObjects(copy, waitAll, timeoutMillis)));
    }

    @Override
    public CallResult closeHandle(Handle handle) {
        String name = handles.name(handle);
        if (!handle.isValid()) {
            return onHandle(Win32Function.CLOSE_HANDLE, handle, "", false, () -> inner.closeHandle(handle));
        }
        objectToUse(handle, name);
        HandleLedger.Closing closing = handles.closing(handle, "CloseHandle");
        Call call = call(Win32Function.CLOSE_HANDLE, () -> switch (closing) {
            case LAWFUL -> closeInEarnest(handle);
            case STALE -> HandleChecks.notOpen(Win32Function.CLOSE_HANDLE);
            // Whoever owns it still needs it: the subject's mistake is noted, and the run can go on.
            case FOREIGN -> CallResult.success();
        });
        CallResult answer = around(Win32Function.CLOSE_HANDLE, List.of(handle), name, false, call);
        if (!answer.ok() && closing == HandleLedger.Closing.LAWFUL) {
            handles.closingRefused(handle);
        }
        return answer;
    }

    private CallResult closeInEarnest(Handle handle) {
        CallResult result = inner.closeHandle(handle);
        if (result.ok()) {
            handles.closedInEarnest(handle);
        }
        return result;
    }

    /** Objects to the end of an event that the kernel still needs. */
    private void objectToUse(Handle event, String name) {
        InjectedOperation pending = interception.operations().pendingWith(event);
        if (pending != null) {
            interception
                    .observations()
                    .add(
                            Property.OWNERSHIP,
                            name + " is closed while " + pending.label() + ", which signals it, is the kernel's");
        }
        InjectedThreadpoolWait waiting = armed.armedWith(event);
        if (waiting != null) {
            interception
                    .observations()
                    .add(Property.OWNERSHIP, name + " is closed while " + waiting + " is armed with it");
        }
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
        boolean open =
                checks.require(function, pipe) && (operation == null || checks.requireOpenEvent(function, operation));
        Overlapped real = operation == null ? null : operation.innerOverlapped();
        Call call = ifOpen(open, function, () -> start.on(real)).starting(operation);
        String all = handles.name(pipe) + (operation == null ? "" : ", " + operation.label()) + text;
        CallResult result = around(function, Arrays.asList(pipe, overlapped), all, overlapped == null, call);
        if (result.isPending() && operation != null && operation.event().isValid()) {
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
            if (fault.action() instanceof Action.Signal) {
                boolean set = inner.setEvent(event).ok();
                interception.strayIsSet(fault, handles.name(event), set);
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
        boolean open = checks.require(Win32Function.CANCEL_IO_EX, file);
        String text = handles.name(file) + (operation == null ? "" : ", " + operation.label());
        Call call = ifOpen(open, Win32Function.CANCEL_IO_EX, () -> inner.cancelIoEx(file, real))
                .cancelling(operation);
        return around(Win32Function.CANCEL_IO_EX, Arrays.asList(file, overlapped), text, false, call);
    }

    @Override
    public CallResult getOverlappedResult(Handle file, Overlapped overlapped, boolean wait) {
        InjectedOperation operation = injected(overlapped);
        boolean open = isFileOpen(Win32Function.GET_OVERLAPPED_RESULT, file, operation, wait);
        Call call = ifOpen(
                        open,
                        Win32Function.GET_OVERLAPPED_RESULT,
                        () -> inner.getOverlappedResult(file, operation.innerOverlapped(), wait))
                .about(operation);
        String text = operation.label() + (wait ? ", wait" : "");
        return around(Win32Function.GET_OVERLAPPED_RESULT, List.of(file, overlapped, wait), text, wait, call);
    }

    @Override
    public CallResult getOverlappedResultEx(Handle file, Overlapped overlapped, int timeoutMillis, boolean alertable) {
        InjectedOperation operation = injected(overlapped);
        boolean wait = timeoutMillis != 0;
        boolean open = isFileOpen(Win32Function.GET_OVERLAPPED_RESULT_EX, file, operation, wait);
        Call call = ifOpen(
                        open,
                        Win32Function.GET_OVERLAPPED_RESULT_EX,
                        () -> inner.getOverlappedResultEx(file, operation.innerOverlapped(), timeoutMillis, alertable))
                .about(operation);
        String text = operation.label() + timeout(timeoutMillis);
        return around(
                Win32Function.GET_OVERLAPPED_RESULT_EX, List.of(file, overlapped, timeoutMillis), text, wait, call);
    }

    /** The file handle is looked at only where it is what is waited for (fact GR11). */
    private boolean isFileOpen(Win32Function function, Handle file, InjectedOperation operation, boolean wait) {
        return !wait || operation.event().isValid() || checks.require(function, file);
    }

    @Override
    public CallResult createThreadpoolWait(ThreadpoolWait.Callback callback) {
        return pool.create(callback);
    }

    @Override
    public CallResult setThreadpoolWait(ThreadpoolWait wait, Handle handle, int timeoutMillis) {
        return pool.set(wait, handle, timeoutMillis);
    }

    @Override
    public CallResult waitForThreadpoolWaitCallbacks(ThreadpoolWait wait, boolean cancelPending) {
        return pool.awaitCallbacks(wait, cancelPending);
    }

    @Override
    public CallResult closeThreadpoolWait(ThreadpoolWait wait) {
        return pool.close(wait);
    }

    private static InjectedOperation injected(Overlapped overlapped) {
        if (overlapped instanceof InjectedOperation operation) {
            return operation;
        }
        throw new IllegalArgumentException("the OVERLAPPED does not come from Platform.operation of this run");
    }

    private CallResult onHandle(
            Win32Function function, Handle handle, String text, boolean blocking, Supplier<CallResult> real) {
        boolean open = checks.require(function, handle);
        String name = handles.name(handle);
        return around(
                function, List.of(handle), text.isEmpty() ? name : name + text, blocking, ifOpen(open, function, real));
    }

    /** A handle that is closed does not reach the kernel; see {@link HandleChecks}. */
    private Call ifOpen(boolean open, Win32Function function, Supplier<CallResult> real) {
        return call(function, open ? real : () -> HandleChecks.notOpen(function));
    }

    private Call call(Win32Function function, Supplier<CallResult> real) {
        return new Call(function, inner, real);
    }

    private CallResult around(
            Win32Function function, List<@Nullable Object> arguments, String text, boolean blocking, Call call) {
        return interception.around(
                new CallSite(FailPoint.of(function), arguments, text, call.operationName(), blocking), call);
    }

    static String timeout(int millis) {
        return millis == Win32Error.INFINITE ? ", no time-out" : ", " + millis + " ms";
    }
}
