package pipefault.platform;

import java.util.Optional;

/**
 * The Windows calls, and besides them what only an inspection needs.
 *
 * <p>Subjects never see this type. The conformance scripts run against it, on every kernel.
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
}
