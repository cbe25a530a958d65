package pipefault.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Clock;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.world.Actor;
import pipefault.world.OwnerLoop;
import pipefault.world.WaitGraph;
import pipefault.world.World;
import pipefault.world.WorldGate;

/** A world of one thread around a {@link BareKernel}: what an interception adds is all there is to measure. */
final class BareWorld implements World, Platform {

    private record Caller(String name, String role) implements Actor {
        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public @Nullable Throwable failure() {
            return null;
        }
    }

    private final Win32Api win32;
    private final OwnerLoop loop = new OwnerLoop(this);
    private final Actor caller = new Caller("owner", "owner");

    BareWorld(Win32Api win32) {
        this.win32 = win32;
    }

    @Override
    public Kernel kernel() {
        return Kernel.SIMULATED;
    }

    @Override
    public Platform platform() {
        return this;
    }

    @Override
    public Win32Api win32() {
        return win32;
    }

    @Override
    public Actor current() {
        return caller;
    }

    @Override
    public OwnerLoop loop() {
        return loop;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public void run(Runnable body) {
        body.run();
    }

    @Override
    public Clock clock() {
        return System::nanoTime;
    }

    @Override
    public Mutex mutex(String name) {
        throw missing();
    }

    @Override
    public Operation operation(int bytes) {
        throw missing();
    }

    @Override
    public Actor start(String role, Runnable body) {
        throw missing();
    }

    @Override
    public WorldGate gate(String name) {
        throw missing();
    }

    @Override
    public boolean await(String what, BooleanSupplier condition, @Nullable Duration bound) {
        return condition.getAsBoolean();
    }

    @Override
    public void sleep(Duration duration) {
        throw missing();
    }

    @Override
    public void yieldPoint(String label) {}

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
    public void close() {}

    private static UnsupportedOperationException missing() {
        return new UnsupportedOperationException("a bare world has calls and nothing else");
    }
}
