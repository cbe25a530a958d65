package pipefault.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Mutex;
import pipefault.platform.Platform;

/**
 * A world of real threads in real time on a {@link NativeKernel}.
 *
 * <p>All threads of it are daemons. A thread that calls in without having been started here is adopted: with the role
 * {@code pool} if it runs a callback, else {@code adopted}. An interrupt ends the wait of a thread with {@link RunAborted}.
 * The thread that calls {@link #abort} or {@link #close} is not aborted itself: it may still clear up.
 */
public final class NativeWorld implements World {

    /** How long an aborted thread may take to go, and again after an interrupt. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final long startNanos = System.nanoTime();
    private final OwnerLoop loop = new OwnerLoop(this);
    private final Pulse pulse = new Pulse();
    private final NativeThreads threads = new NativeThreads();
    private final Queue<NativeGate> gates = new ConcurrentLinkedQueue<>();
    private final Queue<NativeMutex> mutexes = new ConcurrentLinkedQueue<>();
    private final List<Throwable> strays = new CopyOnWriteArrayList<>();
    private final NativeKernel kernel;
    private final Platform platform;

    private volatile boolean aborted;
    private volatile @Nullable Thread spared;

    /** Creates the world on a kernel that is opened for it, and closed with it. */
    public NativeWorld(NativeKernel.Factory factory) {
        kernel = factory.open(this::stray);
        platform =
                new NativePlatform(this, kernel, new ProbeTracking(this, kernel.win32()), new WakingLoop(loop, this));
    }

    @Override
    public Kernel kernel() {
        return Kernel.NATIVE;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public void run(Runnable body) {
        NativeActor before = threads.current();
        if (before != null && !before.isAdopted()) {
            throw new IllegalStateException("run was called by a thread of this world, " + before.name());
        }
        NativeActor driver = threads.add(DRIVER, false);
        threads.become(driver);
        try {
            body.run();
        } finally {
            threads.become(before);
            driver.end(null);
            beat();
        }
    }

    @Override
    public Actor start(String role, Runnable body) {
        enter();
        NativeActor actor = threads.add(role, false);
        threads.start(actor, () -> live(actor, body));
        return actor;
    }

    private void live(NativeActor actor, Runnable body) {
        Throwable thrown = null;
        try {
            body.run();
        } catch (RunAborted e) {
            // The end that was asked for; no failure of the body.
            thrown = null;
        } catch (Throwable e) {
            thrown = e;
        }
        actor.end(thrown);
        beat();
    }

    @Override
    public OwnerLoop loop() {
        return loop;
    }

    @Override
    public @Nullable Actor current() {
        return threads.current();
    }

    @Override
    public <T> T foreignCall(@Nullable String blockingIn, Supplier<T> call) {
        // An aborted run does not end such a thread: the code around it is not made for that.
        NativeActor actor = adopt(FOREIGN);
        return blockingIn == null ? call.get() : blocked(actor, CallTracking.inside(blockingIn), call);
    }

    @Override
    public WorldGate gate(String name) {
        NativeGate gate = new NativeGate(this, name);
        gates.add(gate);
        if (aborted) {
            gate.open();
        }
        return gate;
    }

    @Override
    public boolean await(String what, BooleanSupplier condition, @Nullable Duration bound) {
        NativeActor actor = enter();
        Long nanos = bound == null ? null : nanosOf(bound);
        return blocked(actor, new Obstacle.Plain(what), () -> pulse.await(condition, nanos, () -> check(actor)));
    }

    @Override
    public void sleep(Duration duration) {
        boolean unused = await(duration.toMillis() + " ms to pass", () -> false, duration);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void yieldPoint(String label) {
        // The threads are real: the machine lets others in whenever it likes.
    }

    @Override
    public WaitGraph whoWaitsForWhat() {
        List<WaitGraph.Wait> waits = new ArrayList<>();
        for (NativeActor actor : threads.all()) {
            Obstacle obstacle = actor.obstacle();
            if (obstacle != null) {
                waits.add(new WaitGraph.Wait(actor.name(), obstacle.what(), obstacle.forActors()));
            }
        }
        return new WaitGraph(waits);
    }

    @Override
    public List<Throwable> strayExceptions() {
        return List.copyOf(strays);
    }

    @Override
    public int abort() {
        spared = Thread.currentThread();
        aborted = true;
        gates.forEach(NativeGate::open);
        mutexes.forEach(NativeMutex::wake);
        beat();
        if (!goesWithin(GRACE)) {
            // Whoever blocks outside of the platform, on a lock of its own, may go by this.
            threads.interruptStarted();
            boolean unused = goesWithin(GRACE);
        }
        return threads.busy();
    }

    private boolean goesWithin(Duration bound) {
        return pulse.await(() -> threads.busy() == 0, bound.toNanos(), () -> {});
    }

    @Override
    public void close() {
        int unused = abort();
        kernel.close();
    }

    boolean isAborted() {
        return aborted;
    }

    /** Begins a call into the world: adopts the thread if need be, and refuses it if the run was aborted. */
    @Nullable
    NativeActor enter() {
        NativeActor actor = threads.current();
        if (actor == null && !LateCompletions.isCurrentThread()) {
            actor = adopt("adopted");
        }
        check(actor);
        return actor;
    }

    /** Throws {@link RunAborted} if the run was aborted, except for the thread that did it and for late completions. */
    void check(@Nullable NativeActor actor) {
        if (aborted && actor != null && Thread.currentThread() != spared) {
            throw actor.refuse();
        }
    }

    NativeActor adopt(String role) {
        return threads.adopt(role);
    }

    /** Does what may block, and says meanwhile what the actor waits for. */
    <T> T blocked(@Nullable NativeActor actor, Obstacle obstacle, Supplier<T> wait) {
        if (actor == null) {
            return wait.get();
        }
        Obstacle outer = actor.obstacle();
        actor.waitsFor(obstacle);
        try {
            return wait.get();
        } finally {
            actor.waitsFor(outer);
        }
    }

    Mutex mutex(String name) {
        enter();
        NativeMutex mutex = new NativeMutex(this, name);
        mutexes.add(mutex);
        return mutex;
    }

    String nameOf(Thread thread) {
        return threads.nameOf(thread);
    }

    void beat() {
        pulse.beat();
    }

    void stray(Throwable thrown) {
        if (!(thrown instanceof RunAborted)) {
            strays.add(thrown);
            beat();
        }
    }

    /** Returns a duration in nanoseconds, or the longest there is if it does not fit. */
    static long nanosOf(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
