package pipefault.platform;

/**
 * A lock that is <em>not</em> re-entrant: a thread that locks it twice waits for itself.
 *
 * <p>The reviewed writer's mutex is of this kind; a re-entrant one would hide a call-out under the lock.
 */
public interface Mutex {

    /** Returns the name given at creation. */
    String name();

    /** Waits without limit until the mutex is free, then takes it. */
    void lock();

    /**
     * Gives the mutex back.
     *
     * @throws IllegalStateException if the calling thread does not hold it
     */
    void unlock();

    /** Tells whether the calling thread holds this mutex. */
    boolean isHeldByCurrentThread();
}
