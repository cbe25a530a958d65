package pipefault.platform;

import java.util.Optional;

/** The Windows calls of the pipe path, by their Windows names without the A/W suffix. */
public enum Win32Function {
    CREATE_EVENT("CreateEvent", Returns.HANDLE_OR_NULL),
    CREATE_MUTEX("CreateMutex", Returns.HANDLE_OR_NULL),
    SET_EVENT("SetEvent", Returns.BOOL),
    RESET_EVENT("ResetEvent", Returns.BOOL),
    WAIT_FOR_SINGLE_OBJECT("WaitForSingleObject", Returns.WAIT_RESULT),
    WAIT_FOR_MULTIPLE_OBJECTS("WaitForMultipleObjects", Returns.WAIT_RESULT),
    CLOSE_HANDLE("CloseHandle", Returns.BOOL),
    CREATE_NAMED_PIPE("CreateNamedPipe", Returns.HANDLE_OR_INVALID),
    CONNECT_NAMED_PIPE("ConnectNamedPipe", Returns.BOOL),
    DISCONNECT_NAMED_PIPE("DisconnectNamedPipe", Returns.BOOL),
    CREATE_FILE("CreateFile", Returns.HANDLE_OR_INVALID),
    CREATE_PIPE("CreatePipe", Returns.BOOL),
    PEEK_NAMED_PIPE("PeekNamedPipe", Returns.BOOL),
    FLUSH_FILE_BUFFERS("FlushFileBuffers", Returns.BOOL),
    SET_NAMED_PIPE_HANDLE_STATE("SetNamedPipeHandleState", Returns.BOOL),
    READ_FILE("ReadFile", Returns.BOOL),
    WRITE_FILE("WriteFile", Returns.BOOL),
    CANCEL_IO("CancelIo", Returns.BOOL),
    CANCEL_IO_EX("CancelIoEx", Returns.BOOL),
    GET_OVERLAPPED_RESULT("GetOverlappedResult", Returns.BOOL),
    GET_OVERLAPPED_RESULT_EX("GetOverlappedResultEx", Returns.BOOL),
    CREATE_THREADPOOL_WAIT("CreateThreadpoolWait", Returns.HANDLE_OR_NULL),
    SET_THREADPOOL_WAIT("SetThreadpoolWait", Returns.VOID),
    WAIT_FOR_THREADPOOL_WAIT_CALLBACKS("WaitForThreadpoolWaitCallbacks", Returns.VOID),
    CLOSE_THREADPOOL_WAIT("CloseThreadpoolWait", Returns.VOID);

    /** How a call answers, and with it how it can fail. */
    public enum Returns {
        /** FALSE and a last error on failure. */
        BOOL,
        /** NULL and a last error on failure. */
        HANDLE_OR_NULL,
        /** INVALID_HANDLE_VALUE and a last error on failure. */
        HANDLE_OR_INVALID,
        /** WAIT_FAILED and a last error on failure. */
        WAIT_RESULT,
        /** Cannot fail. */
        VOID
    }

    private final String windowsName;
    private final Returns returns;

    Win32Function(String windowsName, Returns returns) {
        this.windowsName = windowsName;
        this.returns = returns;
    }

    /** Returns the name as Windows spells it, for example {@code CancelIoEx}. */
    public String windowsName() {
        return windowsName;
    }

    /** Returns how the call answers. */
    public Returns returns() {
        return returns;
    }

    /** Finds a call by its Windows name; {@code CreateEventW} and {@code CreateEventA} find {@code CreateEvent}. */
    public static Optional<Win32Function> named(String name) {
        String plain = name.endsWith("W") || name.endsWith("A") ? name.substring(0, name.length() - 1) : name;
        for (Win32Function function : values()) {
            if (function.windowsName.equals(name) || function.windowsName.equals(plain)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /** Returns the result that a call of this kind gives when it fails with a code. */
    public CallResult failure(int lastError) {
        return switch (returns) {
            case BOOL -> CallResult.failure(lastError);
            case HANDLE_OR_NULL -> CallResult.failure(lastError, Handle.NULL);
            case HANDLE_OR_INVALID -> CallResult.failure(lastError, Handle.INVALID);
            case WAIT_RESULT -> CallResult.waitFailed(lastError);
            case VOID -> throw new IllegalArgumentException(windowsName + " returns nothing and cannot fail");
        };
    }
}
