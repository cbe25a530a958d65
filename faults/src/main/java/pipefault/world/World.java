package pipefault.world;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Platform;

/**
 * A platform and what a run needs around it; for runs, gates and peers, never for subjects.
 *
 * <p>A scenario is written once against this and runs on every kernel. In simulation all threads of a world take turns
 * and time is virtual; on the native kernel they are real threads and time is real.
 *
 * <p>A world serves one run. It is driven by the thread inside {@link #run}.
 */
public interface World extends AutoCloseable {

    /** The name of the thread that calls {@link #run}, and whose body it runs. */
    String DRIVER = "driver";

    /** The role of a thread that calls in without having been started here, from code that does not know the platform. */
    String FOREIGN = "foreign";

    /** Returns the kernel under this world. */
    Kernel kernel();

    /** Returns the platform without any fault; peers use it directly. */
    Platform platform();

    /**
     * Runs the body as the role {@value #DRIVER} and returns when it has returned.
     *
     * <p>Everything that a run does happens inside. What the body throws comes out unchanged.
     */
    void run(Runnable body);

    /**
     * Starts a thread of this world.
     *
     * @param role stands in triggers, traces and reports, for example {@code owner}; a second thread of the same role
     *     gets a name with a number
     */
    Actor start(String role, Runnable body);

    /** Returns the event loop of {@link #platform()}; some thread of this world has to run it. */
    OwnerLoop loop();

    /** Returns the calling thread's actor; null for a thread that belongs to nobody. */
    @Nullable
    Actor current();

    /**
     * Makes a call that did not come by the platform, from code that was not written against it.
     *
     * <p>A thread that has no place in this world gets one, with the role {@value #FOREIGN}.
     *
     * @param blockingIn the Windows call in which the thread may stay, for {@link #whoWaitsForWhat}; null if it does not block
     * @throws IllegalStateException in simulation, where such code cannot be stopped or ordered
     */
    default <T> T foreignCall(@Nullable String blockingIn, Supplier<T> call) {
        throw new IllegalStateException("code that was not written against the platform runs on a real kernel only");
    }

    /** Creates a closed gate. */
    WorldGate gate(String name);

    /**
     * Blocks the calling thread until the condition holds or the time has passed.
     *
     * <p>The condition is evaluated by any thread of the world, often, and must be quick and free of side effects. In
     * simulation it is looked at after each step of any thread.
     *
     * @param what what is waited for, in words that complete "is waiting for"
     * @param bound null waits without limit
     * @return whether the condition held
     */
    boolean await(String what, BooleanSupplier condition, @Nullable Duration bound);

    /** Lets the calling thread do nothing for a while. */
    void sleep(Duration duration);

    /** Tells how long this world has existed, in its own time. */
    Duration elapsed();

    /** A point where another thread may be let in; does nothing on the native kernel. */
    void yieldPoint(String label);

    /** Tells which actors cannot go on, and what each of them waits for. */
    WaitGraph whoWaitsForWhat();

    /** Returns what was thrown where nobody could catch it, in callbacks and in late releases. */
    List<Throwable> strayExceptions();

    /**
     * Returns which threads have called although they have no place in this world; such a run says nothing.
     *
     * <p>In simulation every thread has to come from the platform; the native kernel takes any.
     */
    default List<String> strangers() {
        return List.of();
    }

    /** Returns in words what makes this run less exact than others of its kind, for example a lock that nobody sees. */
    default List<String> caveats() {
        return List.of();
    }

    /**
     * Ends a run that is stuck: gates open, and each thread of the world gets {@link RunAborted} at its next call.
     *
     * <p>A thread that does not go is abandoned.
     *
     * @return the number of abandoned threads
     */
    int abort();

    /** Ends the world. Threads that still run are treated as by {@link #abort}. */
    @Override
    void close();

    /** The kernels a world can stand on. */
    enum Kernel {
        /** Pure Java, deterministic, on any OS. */
        SIMULATED,
        /** The kernel32 of the machine: Windows, or Wine. */
        NATIVE
    }
}
