package pipefault.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Windows calls, and besides them what only an inspection needs.
 *
 * <p>Subjects never see this type. The conformance scripts run against it, on every kernel. A default method throws
 * {@link UnsupportedOperationException}; the facts that need it are then skipped, with its message as the reason.
 */
public interface ConformanceProbe extends Win32Api {

    /** Sets the calling thread's last error, so that a call that leaves it alone can be told from one that does not. */
    void setLastError(int code);

    /**
     * Returns the calling thread's last error after its latest call.
     *
     * @return empty where this kernel cannot tell after a success, because other calls on the thread have destroyed it
     */
    Optional<Integer> lastError();

    /** Tells whether an event is set, without consuming it. */
    boolean isSet(Handle event);

    /** OpenEvent: opens a named event; NULL with 2 if there is none (fact EV13). */
    CallResult openEvent(String name);

    /** DuplicateHandle within this process, with the same access. */
    CallResult duplicateHandle(Handle handle);

    /** WaitNamedPipe: waits for a free instance (fact NP16). */
    CallResult waitNamedPipe(String name, int timeoutMillis);

    /** RtlNtStatusToDosError (fact ST01). */
    int statusToError(long status);

    /** Sets {@code Internal} and {@code InternalHigh} of an OVERLAPPED that no operation uses. */
    void setStatus(Overlapped overlapped, long internal, long internalHigh);

    /** Tells whether an event is of the manual-reset kind (facts EV01, EV02). */
    default boolean isManualReset(Handle event) {
        throw new UnsupportedOperationException("this kernel does not tell the kind of an event");
    }

    /** Sets {@code Offset} of an OVERLAPPED that no operation uses (facts WR22, LT05). */
    default void setOffset(Overlapped overlapped, int offset) {
        throw new UnsupportedOperationException("this kernel does not set the offset of an OVERLAPPED");
    }

    /** Returns {@code Offset} of an OVERLAPPED. */
    default int offset(Overlapped overlapped) {
        throw new UnsupportedOperationException("this kernel does not tell the offset of an OVERLAPPED");
    }

    /** Tells whether the bytes behind an OVERLAPPED are as they were when it was allocated (fact LT05). */
    default boolean isGuardIntact(Overlapped overlapped) {
        throw new UnsupportedOperationException("this kernel has no guard bytes behind an OVERLAPPED");
    }

    /** GetNamedPipeInfo: TRUE with {@link PipeInfo} (fact NP17). */
    default CallResult namedPipeInfo(Handle pipe) {
        throw new UnsupportedOperationException("this kernel has no GetNamedPipeInfo");
    }

    /** QueueUserAPC: queues a call that does nothing to the calling thread (fact GR13). */
    default CallResult queueUserApc() {
        throw new UnsupportedOperationException("this kernel has no QueueUserAPC");
    }

    /** Returns a new handle to the calling thread, for {@link #cancelSynchronousIo}. */
    default CallResult openCurrentThread() {
        throw new UnsupportedOperationException("this kernel has no handles to threads");
    }

    /** CancelSynchronousIo: ends the blocking pipe call of a thread; FALSE/1168 if it is in none (fact CX14). */
    default CallResult cancelSynchronousIo(Handle thread) {
        throw new UnsupportedOperationException("this kernel has no CancelSynchronousIo");
    }

    /** CreateIoCompletionPort: creates a port and binds a file to it (facts LT02 to LT04). */
    default CallResult createCompletionPort(Handle file, long key) {
        throw new UnsupportedOperationException("this kernel has no completion ports");
    }

    /** GetQueuedCompletionStatus: takes one packet, or answers FALSE/258 without an OVERLAPPED (facts LT02 to LT04). */
    default CompletionPacket queuedCompletionStatus(Handle port, int timeoutMillis) {
        throw new UnsupportedOperationException("this kernel has no completion ports");
    }

    /** SetFileCompletionNotificationModes (fact LT08). */
    default CallResult setNotificationModes(Handle file, int flags) {
        throw new UnsupportedOperationException("this kernel has no SetFileCompletionNotificationModes");
    }

    /**
     * What GetNamedPipeInfo tells.
     *
     * @param flags 1 for the server end, 4 for a message-type pipe
     * @param outBufferSize quota of what the server writes
     * @param inBufferSize quota of what the client writes
     * @param maxInstances 255 is unlimited
     */
    record PipeInfo(int flags, int outBufferSize, int inBufferSize, int maxInstances) {}

    /**
     * What GetQueuedCompletionStatus brought.
     *
     * @param result TRUE with the byte count, or FALSE with the error of the operation or of the call
     * @param key what the file was bound with, 0 without a packet
     * @param overlapped the completed operation, null without a packet
     */
    record CompletionPacket(
            CallResult result, long key, @Nullable Overlapped overlapped) {}
}
