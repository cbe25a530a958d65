package pipefault.world;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Operation;
import pipefault.platform.ThreadpoolWait;

/**
 * A kernel that says yes to everything and does nothing.
 *
 * <p>WaitForThreadpoolWaitCallbacks and FlushFileBuffers block until {@link #letGo}; callbacks run when a test says so.
 */
final class IdleKernel implements NativeKernel {

    private static final class Wait implements ThreadpoolWait {}

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<ThreadpoolWait.Callback> callbacks = new CopyOnWriteArrayList<>();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final ConformanceProbe win32;
    private @Nullable Consumer<Throwable> strayExceptions;
    private volatile boolean closed;

    IdleKernel() {
        win32 = (ConformanceProbe) Proxy.newProxyInstance(
                IdleKernel.class.getClassLoader(),
                new Class<?>[] {ConformanceProbe.class},
                (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return switch (method.getName()) {
                        case "createThreadpoolWait" -> {
                            callbacks.add((ThreadpoolWait.Callback) arguments[0]);
                            yield CallResult.created(new Wait());
                        }
                        case "waitForThreadpoolWaitCallbacks", "flushFileBuffers" -> {
                            block();
                            yield CallResult.success();
                        }
                        default -> CallResult.success();
                    };
                });
    }

    /** Blocks as native code does: an interrupt changes nothing. */
    private void block() {
        boolean interrupted = false;
        while (blocked.getCount() > 0) {
            try {
                blocked.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    NativeKernel open(Consumer<Throwable> sink) {
        strayExceptions = sink;
        return this;
    }

    NativeWorld world() {
        return new NativeWorld(this::open);
    }

    void stray(Throwable thrown) {
        if (strayExceptions == null) {
            throw new IllegalStateException("the kernel was never opened");
        }
        strayExceptions.accept(thrown);
    }

    /** Lets the blocking calls return. */
    void letGo() {
        blocked.countDown();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public ConformanceProbe win32() {
        return win32;
    }

    @Override
    public Operation operation(int bytes) {
        throw new UnsupportedOperationException("this kernel has no memory");
    }

    @Override
    public void close() {
        closed = true;
    }
}
