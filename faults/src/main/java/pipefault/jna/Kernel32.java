package pipefault.jna;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of kernel32.dll by their exported names.
 *
 * <p>Mapped directly, with handles as {@code long} and BOOL as {@code int}: every function is looked up once, when this
 * class is initialised, no look-up fails on the way (a failed one leaves its error behind), and hardly an argument needs
 * a conversion. Memory goes in as {@link Pointer}, which keeps it reachable until the call has returned.
 */
@SuppressWarnings("MemberName") // the names are those of Windows
final class Kernel32 {

    static {
        Native.register(Kernel32.class, NativeLibrary.getInstance("kernel32"));
    }

    /** A function that may stand for an asynchronous procedure: it ignores its argument and changes nothing. */
    static final Pointer DOES_NOTHING = NativeLibrary.getInstance("kernel32").getFunction("GetCurrentProcessId");

    /** PTP_WAIT_CALLBACK. */
    interface WaitCallback extends Callback {

        /** Runs on a thread of the pool. */
        void invoke(long instance, long context, long wait, int waitResult);
    }

    private Kernel32() {}

    static native long CreateEventW(long attributes, int manualReset, int initialState, @Nullable Pointer name);

    static native long CreateMutexW(long attributes, int initialOwner, @Nullable Pointer name);

    static native long OpenEventW(int access, int inheritHandle, @Nullable Pointer name);

    static native int SetEvent(long event);

    static native int ResetEvent(long event);

    static native int WaitForSingleObject(long object, int milliseconds);

    static native int WaitForMultipleObjects(int count, Pointer objects, int waitAll, int milliseconds);

    static native int CloseHandle(long object);

    static native long GetCurrentProcess();

    static native int DuplicateHandle(
            long sourceProcess, long source, long targetProcess, Pointer target, int access, int inherit, int options);

    static native long CreateNamedPipeW(
            @Nullable Pointer name,
            int openMode,
            int pipeMode,
            int maxInstances,
            int outBufferSize,
            int inBufferSize,
            int defaultTimeout,
            long attributes);

    static native int ConnectNamedPipe(long pipe, @Nullable Pointer overlapped);

    static native int DisconnectNamedPipe(long pipe);

    static native int WaitNamedPipeW(@Nullable Pointer name, int timeout);

    static native long CreateFileW(
            @Nullable Pointer name,
            int access,
            int shareMode,
            long attributes,
            int disposition,
            int flags,
            long template);

    static native int CreatePipe(Pointer read, Pointer write, long attributes, int size);

    static native int PeekNamedPipe(
            long pipe, long buffer, int size, long bytesRead, Pointer available, Pointer leftThisMessage);

    static native int FlushFileBuffers(long file);

    static native int SetNamedPipeHandleState(long pipe, Pointer mode, long maxCollectionCount, long collectTimeout);

    static native int ReadFile(long file, Pointer buffer, int length, Pointer count, @Nullable Pointer overlapped);

    static native int WriteFile(long file, Pointer buffer, int length, Pointer count, @Nullable Pointer overlapped);

    static native int CancelIo(long file);

    static native int CancelIoEx(long file, @Nullable Pointer overlapped);

    static native int GetOverlappedResult(long file, @Nullable Pointer overlapped, Pointer count, int wait);

    static native int GetOverlappedResultEx(
            long file, @Nullable Pointer overlapped, Pointer count, int milliseconds, int alertable);

    static native long CreateThreadpoolWait(WaitCallback callback, long context, long environment);

    static native void SetThreadpoolWait(long wait, long object, @Nullable Pointer timeout);

    static native void WaitForThreadpoolWaitCallbacks(long wait, int cancelPending);

    static native void CloseThreadpoolWait(long wait);

    static native int GetNamedPipeInfo(
            long pipe, Pointer flags, Pointer outBufferSize, Pointer inBufferSize, Pointer maxInstances);

    static native int QueueUserAPC(Pointer procedure, long thread, long argument);

    static native long GetCurrentThread();

    static native int GetCurrentThreadId();

    static native long OpenThread(int access, int inheritHandle, int threadId);

    static native int CancelSynchronousIo(long thread);

    static native long CreateIoCompletionPort(long file, long existingPort, long key, int threads);

    static native int GetQueuedCompletionStatus(
            long port, Pointer bytes, Pointer key, Pointer overlapped, int milliseconds);

    static native int SetFileCompletionNotificationModes(long file, byte flags);
}
