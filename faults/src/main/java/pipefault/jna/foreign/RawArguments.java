package pipefault.jna.foreign;

import com.sun.jna.Pointer;
import pipefault.platform.Win32Function;

/** The arguments of Windows' calls as they lie in a native caller's stack. */
final class RawArguments {

    private RawArguments() {}

    /** Reads as many words as the call has arguments. */
    static long[] of(Win32Function function, Pointer at) {
        long[] words = new long[kinds(function).length()];
        at.read(0, words, 0, words.length);
        return words;
    }

    /**
     * Returns the arguments as a JNA interface would have them.
     *
     * <p>Above an argument of 32 bits stands in its word what happened to be there.
     */
    static long[] plain(Win32Function function, long[] words) {
        String kinds = kinds(function);
        long[] plain = words.clone();
        for (int i = 0; i < plain.length; i++) {
            if (kinds.charAt(i) == 'd') {
                plain[i] = (int) plain[i];
            }
        }
        return plain;
    }

    /** Returns a letter for each argument: d for 32 bits (DWORD, BOOL), p for 64 (handles and pointers). */
    static String kinds(Win32Function function) {
        return switch (function) {
            case SET_EVENT, RESET_EVENT, CLOSE_HANDLE, DISCONNECT_NAMED_PIPE, FLUSH_FILE_BUFFERS, CANCEL_IO -> "p";
            case CLOSE_THREADPOOL_WAIT -> "p";
            case CONNECT_NAMED_PIPE, CANCEL_IO_EX -> "pp";
            case WAIT_FOR_SINGLE_OBJECT, WAIT_FOR_THREADPOOL_WAIT_CALLBACKS -> "pd";
            case CREATE_THREADPOOL_WAIT, SET_THREADPOOL_WAIT -> "ppp";
            case CREATE_MUTEX -> "pdp";
            case CREATE_EVENT -> "pddp";
            case WAIT_FOR_MULTIPLE_OBJECTS -> "dpdd";
            case CREATE_PIPE, GET_OVERLAPPED_RESULT -> "pppd";
            case SET_NAMED_PIPE_HANDLE_STATE -> "pppp";
            case GET_OVERLAPPED_RESULT_EX -> "pppdd";
            case READ_FILE, WRITE_FILE -> "ppdpp";
            case PEEK_NAMED_PIPE -> "ppdppp";
            case CREATE_FILE -> "pddpddp";
            case CREATE_NAMED_PIPE -> "pddddddp";
        };
    }
}
