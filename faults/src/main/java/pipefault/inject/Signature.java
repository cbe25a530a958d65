package pipefault.inject;

import java.util.EnumMap;
import java.util.Map;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/**
 * Where the arguments of a Windows call stand that the interception looks at; {@link #NONE} where there is no such argument.
 *
 * @param creates what a handle is called that the call returns; empty if it returns none
 * @param handle the object that the call is about
 * @param overlapped the OVERLAPPED
 * @param length how many bytes are to be moved
 * @param count where the number of moved bytes is written to
 * @param timeout how long to wait: milliseconds, or a BOOL that says whether
 */
record Signature(String creates, int handle, int overlapped, int length, int count, int timeout) {

    static final int NONE = -1;

    private static final Signature OTHER = new Signature("", NONE, NONE, NONE, NONE, NONE);
    private static final Map<Win32Function, Signature> ALL = new EnumMap<>(Win32Function.class);

    static {
        ALL.put(Win32Function.CREATE_EVENT, creating("event"));
        ALL.put(Win32Function.CREATE_MUTEX, creating("mutex"));
        ALL.put(Win32Function.CREATE_NAMED_PIPE, creating("pipe"));
        ALL.put(Win32Function.CREATE_FILE, creating("file"));
        ALL.put(Win32Function.SET_EVENT, on(0));
        ALL.put(Win32Function.RESET_EVENT, on(0));
        ALL.put(Win32Function.WAIT_FOR_SINGLE_OBJECT, new Signature("", 0, NONE, NONE, NONE, 1));
        ALL.put(Win32Function.WAIT_FOR_MULTIPLE_OBJECTS, new Signature("", NONE, NONE, NONE, NONE, 3));
        ALL.put(Win32Function.CLOSE_HANDLE, on(0));
        ALL.put(Win32Function.CONNECT_NAMED_PIPE, new Signature("", 0, 1, NONE, NONE, NONE));
        ALL.put(Win32Function.DISCONNECT_NAMED_PIPE, on(0));
        ALL.put(Win32Function.PEEK_NAMED_PIPE, on(0));
        ALL.put(Win32Function.FLUSH_FILE_BUFFERS, on(0));
        ALL.put(Win32Function.SET_NAMED_PIPE_HANDLE_STATE, on(0));
        ALL.put(Win32Function.READ_FILE, new Signature("", 0, 4, 2, 3, NONE));
        ALL.put(Win32Function.WRITE_FILE, new Signature("", 0, 4, 2, 3, NONE));
        ALL.put(Win32Function.CANCEL_IO, on(0));
        ALL.put(Win32Function.CANCEL_IO_EX, new Signature("", 0, 1, NONE, NONE, NONE));
        ALL.put(Win32Function.GET_OVERLAPPED_RESULT, new Signature("", 0, 1, NONE, 2, 3));
        ALL.put(Win32Function.GET_OVERLAPPED_RESULT_EX, new Signature("", 0, 1, NONE, 2, 3));
    }

    private static Signature creating(String kind) {
        return new Signature(kind, NONE, NONE, NONE, NONE, NONE);
    }

    private static Signature on(int handle) {
        return new Signature("", handle, NONE, NONE, NONE, NONE);
    }

    static Signature of(Win32Function function) {
        return ALL.getOrDefault(function, OTHER);
    }

    /** Returns an argument; 0 where the call has none of this kind. */
    static long at(long[] arguments, int index) {
        return index >= 0 && index < arguments.length ? arguments[index] : 0;
    }

    /** Returns an argument of 32 bits: what stands above them in a register means nothing. */
    static int intAt(long[] arguments, int index) {
        return (int) at(arguments, index);
    }

    /** Tells whether the call begins an operation where it is given an OVERLAPPED. */
    static boolean starts(Win32Function function) {
        return switch (function) {
            case READ_FILE, WRITE_FILE, CONNECT_NAMED_PIPE -> true;
            default -> false;
        };
    }

    /** Tells whether the thread may stay in the call. */
    boolean mayBlock(Win32Function function, long[] arguments) {
        return switch (function) {
            case READ_FILE, WRITE_FILE, CONNECT_NAMED_PIPE -> at(arguments, overlapped) == 0;
            case FLUSH_FILE_BUFFERS, WAIT_FOR_THREADPOOL_WAIT_CALLBACKS -> true;
            default -> timeout != NONE && intAt(arguments, timeout) != 0;
        };
    }

    /** Returns a time-out in words. */
    static String timeout(int milliseconds) {
        return milliseconds == Win32Error.INFINITE ? "INFINITE" : Integer.toUnsignedString(milliseconds) + " ms";
    }
}
