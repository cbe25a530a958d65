package pipefault.platform;

import java.time.Duration;

/**
 * Everything a subject asks of the world.
 *
 * <p>A subject that takes its calls, its mutexes, its event loop and its memory from here can be stopped at any of those
 * places, on every kernel. Implementations are safe for use by several threads.
 */
public interface Platform {

    /** Returns the Windows calls. */
    Win32Api win32();

    /**
     * Creates a mutex that is not re-entrant.
     *
     * @param name stands in traces and reports; need not be unique
     */
    Mutex mutex(String name);

    /** Returns the event loop of the thread that owns the subject. */
    EventLoop loop();

    /** Returns the clock that the time-outs of {@link #win32()} follow. */
    Clock clock();

    /**
     * Keeps the calling thread for some time, as Sleep does; nothing can refuse it.
     *
     * <p>What is left to somebody whose waits are refused. No fail point. Like every place where a thread can be stopped, it
     * ends early only with the run itself.
     *
     * @param duration from zero on
     */
    void sleep(Duration duration);

    /**
     * Allocates the memory of one overlapped operation: a zeroed OVERLAPPED and a data buffer.
     *
     * @param bytes size of the data buffer, from 0
     */
    Operation operation(int bytes);
}
