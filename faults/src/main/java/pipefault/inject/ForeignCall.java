package pipefault.inject;

import org.jspecify.annotations.Nullable;
import pipefault.inject.ForeignCalls.Earnest;
import pipefault.inject.ForeignCalls.Outcome;
import pipefault.inject.ForeignCalls.Reply;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** A call of foreign code on its way through the interception; used by its own thread only. */
final class ForeignCall implements RealCall {

    /** The argument of CreateFile that says whether operations on the handle may pend. */
    private static final int FLAGS = 5;

    private final Win32Function function;
    private final Signature signature;
    private final long[] arguments;
    private final ForeignMemory memory;
    private final ForeignHandles handles;
    private final ForeignOperations operations;
    private final Earnest real;
    private final long overlapped;
    private final boolean starts;

    /** What the call is to close; null for any other call. */
    private final @Nullable Handle closing;

    private final String operation;
    private final String text;

    /** What the kernel has replied, and what that means; null if the call was not made in earnest. */
    private @Nullable Reply reply;

    private @Nullable CallResult answered;

    /** Whether the memory of the caller was written here. */
    private boolean touched;

    ForeignCall(
            Win32Function function,
            Signature signature,
            long[] arguments,
            ForeignMemory memory,
            ForeignHandles handles,
            ForeignOperations operations,
            Earnest real) {
        this.function = function;
        this.signature = signature;
        this.arguments = arguments;
        this.memory = memory;
        this.handles = handles;
        this.operations = operations;
        this.real = real;
        overlapped = Signature.at(arguments, signature.overlapped());
        starts = overlapped != 0 && Signature.starts(function);
        closing = function == Win32Function.CLOSE_HANDLE ? handles.known(arguments[0]) : null;
        operation = nameOperation();
        text = describe();
    }

    private String nameOperation() {
        if (overlapped == 0) {
            return "";
        }
        if (starts) {
            return operations.starting(overlapped, function.windowsName());
        }
        String known = operations.name(overlapped);
        return known == null ? "" : known;
    }

    private String describe() {
        String words =
                signature.handle() == Signature.NONE ? "" : handles.name(Signature.at(arguments, signature.handle()));
        if (overlapped != 0) {
            words = and(words, operation.isEmpty() ? "an unknown operation" : operation);
        } else if (signature.overlapped() != Signature.NONE) {
            words = and(words, "NULL");
        }
        if (signature.length() != Signature.NONE) {
            words = and(words, Signature.intAt(arguments, signature.length()) + " bytes");
        }
        if (function == Win32Function.GET_OVERLAPPED_RESULT) {
            words = and(words, Signature.intAt(arguments, signature.timeout()) == 0 ? "no wait" : "wait");
        } else if (signature.timeout() != Signature.NONE) {
            words = and(words, Signature.timeout(Signature.intAt(arguments, signature.timeout())));
        }
        if (function == Win32Function.CREATE_FILE) {
            boolean overlappedHandle = (Signature.intAt(arguments, FLAGS) & Win32Api.FILE_FLAG_OVERLAPPED) != 0;
            words = and(words, overlappedHandle ? "overlapped" : "synchronous");
        }
        return words;
    }

    private static String and(String words, String more) {
        return words.isEmpty() ? more : words + ", " + more;
    }

    /** Returns the arguments as words. */
    String words() {
        return text;
    }

    /** Returns the operation that the call starts or asks about; empty if there is none. */
    String operationName() {
        return function == Win32Function.CANCEL_IO_EX ? "" : operation;
    }

    @Override
    public CallResult perform() {
        if (closing != null && !handles.closing(closing)) {
            // Its value may be anybody's by now, the peer's included.
            return CallResult.failure(Win32Error.ERROR_INVALID_HANDLE);
        }
        Reply came = real.perform();
        reply = came;
        CallResult result = meaning(came);
        answered = result;
        if (starts) {
            operations.started(overlapped, result);
        }
        if (closing != null && !result.ok()) {
            handles.closingRefused(closing);
        } else if (closing != null && !real.seesAllHandles()) {
            handles.forget(closing);
        }
        return result;
    }

    private CallResult meaning(Reply came) {
        return switch (function.returns()) {
            case BOOL -> (int) came.value() == 0 ? failed(came.lastError()) : succeeded();
            case HANDLE_OR_NULL -> came.value() == 0 ? function.failure(came.lastError()) : created(came);
            case HANDLE_OR_INVALID -> came.value() == -1 ? function.failure(came.lastError()) : created(came);
            case WAIT_RESULT ->
                (int) came.value() == (int) Win32Error.WAIT_FAILED
                        ? CallResult.waitFailed(came.lastError())
                        : CallResult.waited((int) came.value());
            case VOID -> CallResult.success();
        };
    }

    private CallResult failed(int lastError) {
        return starts && lastError == Win32Error.ERROR_IO_PENDING
                ? CallResult.pending()
                : CallResult.failure(lastError);
    }

    private CallResult succeeded() {
        long count = countAddress();
        return count == 0 ? CallResult.success() : CallResult.success(Integer.toUnsignedLong(memory.getInt(count)));
    }

    private CallResult created(Reply came) {
        if (signature.creates().isEmpty()) {
            return CallResult.success();
        }
        int lastError = came.lastError() == Win32Error.ERROR_ALREADY_EXISTS ? came.lastError() : CallResult.UNCHANGED;
        return CallResult.created(Handle.of(came.value()), lastError);
    }

    private long countAddress() {
        return Signature.at(arguments, signature.count());
    }

    @Override
    public CallResult failure(int code) {
        if (closing != null && handles.closing(closing)) {
            handles.closingRefused(closing);
        }
        return starts && signature.count() != Signature.NONE ? CallResult.failure(code, 0) : function.failure(code);
    }

    @Override
    public void leaveTraces(int code, boolean performed) {
        if (overlapped == 0 || function == Win32Function.CANCEL_IO_EX || (performed && starts)) {
            return;
        }
        touched = true;
        if (starts) {
            if (reply == null) {
                real.writeArguments();
            }
            operations.startedInVain(overlapped);
        } else if (!operations.isInFlight(overlapped)) {
            NtStatus.ofCompletion(code).ifPresent(status -> operations.setStatus(overlapped, status, 0));
        }
    }

    @Override
    public void hidden(CallResult result) {
        Handle handle = result.handleOrNull();
        if (handle != null) {
            memory.closeHandle(handle.value());
        }
    }

    @Override
    public boolean alterInternal(long status) {
        if (overlapped == 0) {
            return false;
        }
        touched = true;
        operations.setInternal(overlapped, status);
        return true;
    }

    @Override
    public String taken(CallResult answer) {
        if (overlapped != 0 && !starts && function != Win32Function.CANCEL_IO_EX) {
            operations.told(overlapped);
        }
        operations.lookAtStack(real.stackPointer());
        return signature.creates().isEmpty() ? answer.toString() : handles.answered(answer, signature.creates());
    }

    /** Writes what the caller is to find in its out parameters, and returns what it is to find in registers. */
    Outcome outcome(CallResult answer) {
        Reply came = reply;
        if (came != null && answer.equals(answered)) {
            return new Outcome(came.value(), came.lastError(), !touched);
        }
        if (answer.count() != CallResult.UNCHANGED && countAddress() != 0) {
            memory.putInt(countAddress(), (int) answer.count());
        }
        int before = came == null ? Win32Error.ERROR_SUCCESS : came.lastError();
        int lastError = answer.lastError() == CallResult.UNCHANGED ? before : answer.lastError();
        return new Outcome(answer.value(), lastError, false);
    }
}
