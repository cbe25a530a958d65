package pipefault.inject;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Clock;
import pipefault.platform.EventLoop;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.world.Actor;
import pipefault.world.OwnerLoop;
import pipefault.world.WaitGraph;
import pipefault.world.World;
import pipefault.world.WorldGate;

/**
 * A world of one thread, which plays all roles.
 *
 * <p>What others do while a call is held is written down beforehand, with {@link #whileHeldAt}. Time passes only in sleeps.
 */
final class ScriptedWorld implements World {

    private record Player(String name, String role) implements Actor {
        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public @Nullable Throwable failure() {
            return null;
        }
    }

    final ScriptedKernel kernel = new ScriptedKernel();
    final List<ScriptedOperation> operations = new ArrayList<>();
    final Deque<Runnable> posted = new ArrayDeque<>();
    final List<Duration> sleeps = new ArrayList<>();

    /** Of each foreign call, what it may stay in; "null" for one that does not block. */
    final List<String> blocking = new ArrayList<>();

    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private final Map<String, ScriptedGate> gates = new HashMap<>();
    private @Nullable Actor current = new Player("owner", "owner");
    private Duration now = Duration.ZERO;
    private Runnable onSleep = () -> {};

    /** Does something as a thread of this role. */
    void as(String role, Runnable action) {
        as(role, role, action);
    }

    /** Does something as a thread with this name and role. */
    void as(String name, String role, Runnable action) {
        Actor before = current;
        current = new Player(name, role);
        try {
            action.run();
        } finally {
            current = before;
        }
    }

    /** Does something as a thread that no world knows. */
    void asNobody(Runnable action) {
        Actor before = current;
        current = null;
        try {
            action.run();
        } finally {
            current = before;
        }
    }

    /** Lets this happen while a call is held at a gate. */
    void whileHeldAt(String gate, Runnable action) {
        meanwhile.put(gate, action);
    }

    /** Lets this happen during each sleep. */
    void onSleep(Runnable action) {
        onSleep = action;
    }

    /** Runs the oldest posted task. */
    void runPosted() {
        posted.remove().run();
    }

    private final class ScriptedGate implements WorldGate {

        private final String name;
        private int arrived;
        private boolean open;

        ScriptedGate(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int arrived() {
            return arrived;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void open() {
            open = true;
        }

        @Override
        public boolean pass(Duration deadMan) {
            arrived++;
            Runnable others = meanwhile.remove(name);
            if (others != null) {
                others.run();
            }
            if (!open) {
                now = now.plus(deadMan);
            }
            return open;
        }
    }

    private final class ScriptedPlatform implements Platform {

        @Override
        public Win32Api win32() {
            return kernel.win32();
        }

        @Override
        public Mutex mutex(String name) {
            return new PlainMutex(name);
        }

        @Override
        public EventLoop loop() {
            return new PlainLoop();
        }

        @Override
        public Clock clock() {
            return now::toNanos;
        }

        @Override
        public void sleep(Duration duration) {
            ScriptedWorld.this.sleep(duration);
        }

        @Override
        public Operation operation(int bytes) {
            ScriptedOperation operation = new ScriptedOperation(bytes);
            operations.add(operation);
            return operation;
        }
    }

    private static final class PlainMutex implements Mutex {

        private final String name;
        private boolean held;

        PlainMutex(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void lock() {
            if (held) {
                throw new AssertionError("one thread waits for itself at " + name);
            }
            held = true;
        }

        @Override
        public void unlock() {
            held = false;
        }

        @Override
        public boolean isHeldByCurrentThread() {
            return held;
        }
    }

    private final class PlainLoop implements EventLoop {

        @Override
        public boolean post(Object owner, Runnable task) {
            return posted.add(task);
        }

        @Override
        public void removePosted(Object owner) {
            posted.clear();
        }

        @Override
        public boolean isCurrent() {
            return current != null && current.role().equals("owner");
        }
    }

    @Override
    public Kernel kernel() {
        return Kernel.SIMULATED;
    }

    @Override
    public Platform platform() {
        return new ScriptedPlatform();
    }

    @Override
    public void run(Runnable body) {
        as("driver", body);
    }

    @Override
    public Actor start(String role, Runnable body) {
        throw new UnsupportedOperationException("this world has one thread");
    }

    @Override
    public OwnerLoop loop() {
        return new OwnerLoop(this);
    }

    @Override
    public @Nullable Actor current() {
        return current;
    }

    @Override
    public <T> T foreignCall(@Nullable String blockingIn, Supplier<T> call) {
        blocking.add(String.valueOf(blockingIn));
        return call.get();
    }

    @Override
    public WorldGate gate(String name) {
        return gates.computeIfAbsent(name, ScriptedGate::new);
    }

    @Override
    public boolean await(String what, BooleanSupplier condition, @Nullable Duration bound) {
        return condition.getAsBoolean();
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        onSleep.run();
        now = now.plus(duration);
    }

    @Override
    public Duration elapsed() {
        return now;
    }

    @Override
    public void yieldPoint(String label) {
        // There is nobody else.
    }

    @Override
    public WaitGraph whoWaitsForWhat() {
        return new WaitGraph(List.of());
    }

    @Override
    public List<Throwable> strayExceptions() {
        return List.of();
    }

    @Override
    public int abort() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
