package pipefault.platform;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * The Windows calls of overlapped pipe I/O, one Java method per call.
 *
 * <p>Units: time-outs are milliseconds, {@link Win32Error#INFINITE} never passes; sizes are bytes. Each result carries the
 * last error with it. Where Windows takes a handle, {@link Handle#NULL} and closed handles are taken too and get the
 * answer of Windows. All methods may be called from any thread; a call blocks only where its Windows page says so.
 *
 * <p>What each call really does stands in the fact sheet; fact ids are named at each method.
 */
@CheckReturnValue
public interface Win32Api {

    /** {@code GENERIC_READ}, for {@link #createFile}. */
    int GENERIC_READ = 0x80000000;

    /** {@code GENERIC_WRITE}, for {@link #createFile}. */
    int GENERIC_WRITE = 0x40000000;

    /** {@code FILE_FLAG_OVERLAPPED}, for {@link #createFile} and {@link #createNamedPipe}. */
    int FILE_FLAG_OVERLAPPED = 0x40000000;

    /** {@code FILE_FLAG_FIRST_PIPE_INSTANCE}, for {@link #createNamedPipe}. */
    int FILE_FLAG_FIRST_PIPE_INSTANCE = 0x00080000;

    /** {@code PIPE_ACCESS_INBOUND}: the server reads. */
    int PIPE_ACCESS_INBOUND = 1;

    /** {@code PIPE_ACCESS_OUTBOUND}: the server writes. */
    int PIPE_ACCESS_OUTBOUND = 2;

    /** {@code PIPE_ACCESS_DUPLEX}: both ends read and write. */
    int PIPE_ACCESS_DUPLEX = 3;

    /** {@code PIPE_NOWAIT}, a pipe mode. */
    int PIPE_NOWAIT = 1;

    /** {@code PIPE_READMODE_MESSAGE}, a pipe mode. */
    int PIPE_READMODE_MESSAGE = 2;

    /** {@code PIPE_TYPE_MESSAGE}, a pipe mode. */
    int PIPE_TYPE_MESSAGE = 4;

    /**
     * CreateEvent: creates or opens an event object.
     *
     * @return the handle with last error 0, or 183 if the name existed (facts EV01, EV02); NULL with 1450, 8 or 1816 for
     *     want of resources, 6 for a name of another object type, 3 for a bad path (facts EV04 to EV06)
     */
    CallResult createEvent(boolean manualReset, boolean initialState, @Nullable String name);

    /** CreateMutex: creates or opens a kernel mutex; answers as {@link #createEvent}. */
    CallResult createMutex(boolean initialOwner, @Nullable String name);

    /** SetEvent: sets an event; FALSE/6 for a bad handle or another object type (facts EV07 to EV09). */
    CallResult setEvent(Handle event);

    /** ResetEvent: resets an event; FALSE/6 as {@link #setEvent}. */
    CallResult resetEvent(Handle event);

    /**
     * WaitForSingleObject: blocks until the object is signalled or the time has passed.
     *
     * @return 0, 258 WAIT_TIMEOUT, or WAIT_FAILED with 6 (facts EV10, EV11)
     */
    CallResult waitForSingleObject(Handle object, int timeoutMillis);

    /**
     * WaitForMultipleObjects: blocks until one or all of 1 to 64 objects are signalled.
     *
     * @return the lowest satisfied index (fact EV12), 258, or WAIT_FAILED with 6 or 87
     */
    CallResult waitForMultipleObjects(Handle[] objects, boolean waitAll, int timeoutMillis);

    /** CloseHandle: closes a handle; FALSE/6 if it is not open (facts EV14, CL01 to CL05). */
    CallResult closeHandle(Handle handle);

    /**
     * CreateNamedPipe: creates an instance of a named pipe, born listening (facts NP01 to NP05).
     *
     * @param name with the leading {@code \\.\pipe\}
     * @param openMode {@code PIPE_ACCESS_…} with {@code FILE_FLAG_…}
     * @param pipeMode {@code PIPE_…} flags; 0 is byte type, byte read mode, waiting
     * @param maxInstances 1 to 255
     * @param outBufferSize quota of what the server writes
     * @param inBufferSize quota of what the client writes
     * @param defaultTimeoutMillis for WaitNamedPipe; 0 means 50 ms
     * @return the handle, or INVALID_HANDLE_VALUE with 123, 87, 231 or 5
     */
    CallResult createNamedPipe(
            String name,
            int openMode,
            int pipeMode,
            int maxInstances,
            int outBufferSize,
            int inBufferSize,
            int defaultTimeoutMillis);

    /**
     * ConnectNamedPipe: waits for a client.
     *
     * @return with an OVERLAPPED: FALSE/997 pending; FALSE/535 if a client is there already, which is success and leaves
     *     nothing pending; FALSE/232 or 1 (facts NP09 to NP15). Without one it blocks
     */
    CallResult connectNamedPipe(Handle server, @Nullable Overlapped overlapped);

    /** DisconnectNamedPipe: ends the connection and all pending operations of both ends with 233 (facts CL09 to CL11). */
    CallResult disconnectNamedPipe(Handle server);

    /**
     * CreateFile, as far as it opens the client end of a pipe.
     *
     * @param access {@code GENERIC_READ}, {@code GENERIC_WRITE} or both
     * @param flags 0 or {@code FILE_FLAG_OVERLAPPED}
     * @return the handle, or INVALID_HANDLE_VALUE with 2, 231 or 5 (facts NP06 to NP08)
     */
    CallResult createFile(String name, int access, int flags);

    /**
     * CreatePipe: creates an anonymous pipe, synchronous on both ends (fact NP17).
     *
     * @param size the quota; 0 means 4096
     * @return TRUE with {@link PipeEnds}
     */
    CallResult createPipe(int size);

    /** PeekNamedPipe without a buffer: tells how much can be read; TRUE with {@link PipePeek} (fact RD14). */
    CallResult peekNamedPipe(Handle pipe);

    /** FlushFileBuffers: blocks until the peer has read everything (facts CL06 to CL08). */
    CallResult flushFileBuffers(Handle pipe);

    /** SetNamedPipeHandleState: sets the read and wait mode of one end (fact NP18). */
    CallResult setNamedPipeHandleState(Handle pipe, int mode);

    /**
     * ReadFile: reads from a pipe.
     *
     * @param position where in the buffer the first byte goes
     * @param overlapped null for a synchronous read, which blocks
     * @return TRUE with the count; FALSE/997 pending; FALSE/234 with a message that is longer; FALSE/109, 233, 536, 6, 5
     *     (facts RD01 to RD15)
     */
    CallResult readFile(Handle pipe, Buffer into, int position, int length, @Nullable Overlapped overlapped);

    /**
     * WriteFile: writes to a pipe.
     *
     * <p>A synchronous failure (anything but 997) leaves {@code Internal} at 0x103 and the event reset: nobody will ever
     * complete it (facts WR10, GR14).
     *
     * @param position where in the buffer the first byte lies
     * @param overlapped null for a synchronous write, which blocks
     * @return TRUE with the count; FALSE/997 pending; FALSE/232, 233, 536, 6, 5, or a resource failure (facts WR01 to WR23)
     */
    CallResult writeFile(Handle pipe, Buffer from, int position, int length, @Nullable Overlapped overlapped);

    /** CancelIo: asks to cancel what the <em>calling thread</em> has pending on this file; TRUE even if that is nothing (facts CX08, CX09). */
    CallResult cancelIo(Handle file);

    /**
     * CancelIoEx: asks to cancel one operation, or with null all of this file, whoever issued them.
     *
     * <p>TRUE means "requested": the memory stays the kernel's until the completion was observed (facts CX01, LT06).
     *
     * @return TRUE; FALSE/1168 if nothing matches, because it is over or never was (facts CX02, CX15); FALSE/6
     */
    CallResult cancelIoEx(Handle file, @Nullable Overlapped overlapped);

    /**
     * GetOverlappedResult: asks how an operation ended.
     *
     * @param wait whether to block until {@code hEvent} (or the file) is signalled once
     * @return TRUE with the count; FALSE/996 while pending, the count left alone; FALSE with the error of the operation
     *     and its count (facts GR01 to GR11)
     */
    CallResult getOverlappedResult(Handle file, Overlapped overlapped, boolean wait);

    /**
     * GetOverlappedResultEx: the same with a time-out.
     *
     * <p>After FALSE/258 look at {@code Internal} again: another wait may have consumed an auto-reset event (fact GR20).
     *
     * @return as {@link #getOverlappedResult}; FALSE/996 for time-out 0, FALSE/258 after a time-out, FALSE/192 (facts GR12, GR13)
     */
    CallResult getOverlappedResultEx(Handle file, Overlapped overlapped, int timeoutMillis, boolean alertable);

    /** CreateThreadpoolWait: creates a disarmed wait object; NULL with 8 or 1450 on failure (fact TP01). */
    CallResult createThreadpoolWait(ThreadpoolWait.Callback callback);

    /**
     * SetThreadpoolWait: arms the wait for one signal, or disarms it with {@link Handle#NULL} (facts TP01 to TP09).
     *
     * <p>Disarming does not recall a callback that is queued or running. A closed handle is undefined on Windows.
     *
     * @param timeoutMillis time-out of the wait, or {@link Win32Error#INFINITE} for none
     */
    @CanIgnoreReturnValue
    CallResult setThreadpoolWait(ThreadpoolWait wait, Handle handle, int timeoutMillis);

    /**
     * WaitForThreadpoolWaitCallbacks: blocks until no callback of this wait is queued or running (facts TP10 to TP13, TP20).
     *
     * <p>Called from the callback itself it never returns.
     *
     * @param cancelPending whether queued callbacks that have not started are dropped first
     */
    @CanIgnoreReturnValue
    CallResult waitForThreadpoolWaitCallbacks(ThreadpoolWait wait, boolean cancelPending);

    /** CloseThreadpoolWait: frees the wait object when its last callback has ended; does not block (facts TP14, TP15). */
    @CanIgnoreReturnValue
    CallResult closeThreadpoolWait(ThreadpoolWait wait);

    /** The two ends of an anonymous pipe. */
    record PipeEnds(Handle read, Handle write) {}

    /**
     * What PeekNamedPipe saw.
     *
     * @param available bytes that can be read, those of pending writes included
     * @param leftThisMessage bytes left of the first message
     */
    record PipePeek(long available, long leftThisMessage) {}
}
