package pipefault.platform;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The Win32 error codes and wait results of the pipe path, by their Windows names. */
public final class Win32Error {

    public static final int ERROR_SUCCESS = 0;
    public static final int ERROR_INVALID_FUNCTION = 1;
    public static final int ERROR_FILE_NOT_FOUND = 2;
    public static final int ERROR_PATH_NOT_FOUND = 3;
    public static final int ERROR_ACCESS_DENIED = 5;
    public static final int ERROR_INVALID_HANDLE = 6;
    public static final int ERROR_NOT_ENOUGH_MEMORY = 8;
    public static final int ERROR_NOT_SUPPORTED = 50;
    public static final int ERROR_NETNAME_DELETED = 64;
    public static final int ERROR_INVALID_PARAMETER = 87;
    public static final int ERROR_BROKEN_PIPE = 109;
    public static final int ERROR_SEM_TIMEOUT = 121;
    public static final int ERROR_INVALID_NAME = 123;
    public static final int ERROR_BUSY = 170;
    public static final int ERROR_ALREADY_EXISTS = 183;
    public static final int ERROR_BAD_PIPE = 230;
    public static final int ERROR_PIPE_BUSY = 231;
    public static final int ERROR_NO_DATA = 232;
    public static final int ERROR_PIPE_NOT_CONNECTED = 233;
    public static final int ERROR_MORE_DATA = 234;
    public static final int ERROR_PIPE_CONNECTED = 535;
    public static final int ERROR_PIPE_LISTENING = 536;
    public static final int ERROR_OPERATION_ABORTED = 995;
    public static final int ERROR_IO_INCOMPLETE = 996;
    public static final int ERROR_IO_PENDING = 997;
    public static final int ERROR_NOACCESS = 998;
    public static final int ERROR_NOT_FOUND = 1168;
    public static final int ERROR_NO_SYSTEM_RESOURCES = 1450;
    public static final int ERROR_INVALID_USER_BUFFER = 1784;
    public static final int ERROR_NOT_ENOUGH_QUOTA = 1816;

    /** A wait was satisfied; for several handles the index of the satisfied one is added. */
    public static final int WAIT_OBJECT_0 = 0;

    /** A mutex was abandoned by a thread that ended; the wait is satisfied all the same. */
    public static final int WAIT_ABANDONED = 0x80;

    /** An asynchronous procedure call ended the wait. */
    public static final int WAIT_IO_COMPLETION = 192;

    /** The time-out of a wait passed. */
    public static final int WAIT_TIMEOUT = 258;

    /** A wait failed; unsigned. */
    public static final long WAIT_FAILED = 0xFFFFFFFFL;

    /** The time-out that never passes, in the {@code int} that the calls take. */
    public static final int INFINITE = -1;

    private static final Map<String, Integer> CODES = new TreeMap<>();
    private static final Map<Integer, String> NAMES = new TreeMap<>();

    static {
        name(ERROR_SUCCESS, "ERROR_SUCCESS");
        name(ERROR_INVALID_FUNCTION, "ERROR_INVALID_FUNCTION");
        name(ERROR_FILE_NOT_FOUND, "ERROR_FILE_NOT_FOUND");
        name(ERROR_PATH_NOT_FOUND, "ERROR_PATH_NOT_FOUND");
        name(ERROR_ACCESS_DENIED, "ERROR_ACCESS_DENIED");
        name(ERROR_INVALID_HANDLE, "ERROR_INVALID_HANDLE");
        name(ERROR_NOT_ENOUGH_MEMORY, "ERROR_NOT_ENOUGH_MEMORY");
        name(ERROR_NOT_SUPPORTED, "ERROR_NOT_SUPPORTED");
        name(ERROR_NETNAME_DELETED, "ERROR_NETNAME_DELETED");
        name(ERROR_INVALID_PARAMETER, "ERROR_INVALID_PARAMETER");
        name(ERROR_BROKEN_PIPE, "ERROR_BROKEN_PIPE");
        name(ERROR_SEM_TIMEOUT, "ERROR_SEM_TIMEOUT");
        name(ERROR_INVALID_NAME, "ERROR_INVALID_NAME");
        name(ERROR_BUSY, "ERROR_BUSY");
        name(ERROR_ALREADY_EXISTS, "ERROR_ALREADY_EXISTS");
        name(ERROR_BAD_PIPE, "ERROR_BAD_PIPE");
        name(ERROR_PIPE_BUSY, "ERROR_PIPE_BUSY");
        name(ERROR_NO_DATA, "ERROR_NO_DATA");
        name(ERROR_PIPE_NOT_CONNECTED, "ERROR_PIPE_NOT_CONNECTED");
        name(ERROR_MORE_DATA, "ERROR_MORE_DATA");
        name(ERROR_PIPE_CONNECTED, "ERROR_PIPE_CONNECTED");
        name(ERROR_PIPE_LISTENING, "ERROR_PIPE_LISTENING");
        name(ERROR_OPERATION_ABORTED, "ERROR_OPERATION_ABORTED");
        name(ERROR_IO_INCOMPLETE, "ERROR_IO_INCOMPLETE");
        name(ERROR_IO_PENDING, "ERROR_IO_PENDING");
        name(ERROR_NOACCESS, "ERROR_NOACCESS");
        name(ERROR_NOT_FOUND, "ERROR_NOT_FOUND");
        name(ERROR_NO_SYSTEM_RESOURCES, "ERROR_NO_SYSTEM_RESOURCES");
        name(ERROR_INVALID_USER_BUFFER, "ERROR_INVALID_USER_BUFFER");
        name(ERROR_NOT_ENOUGH_QUOTA, "ERROR_NOT_ENOUGH_QUOTA");
        name(WAIT_TIMEOUT, "WAIT_TIMEOUT");
        name(WAIT_IO_COMPLETION, "WAIT_IO_COMPLETION");
    }

    private Win32Error() {}

    private static void name(int code, String name) {
        CODES.put(name, code);
        NAMES.put(code, name);
    }

    /** Returns the code with its name, {@code 995 ERROR_OPERATION_ABORTED}; the bare number where no name is known. */
    public static String describe(int code) {
        String name = NAMES.get(code);
        return name == null ? Integer.toString(code) : code + " " + name;
    }

    /** Finds a code by its full Windows name, for example {@code ERROR_BROKEN_PIPE}. */
    public static OptionalInt named(String name) {
        Integer code = CODES.get(name);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** Returns all names that {@link #named} finds, in alphabetical order. */
    public static Iterable<String> names() {
        return CODES.keySet();
    }
}
