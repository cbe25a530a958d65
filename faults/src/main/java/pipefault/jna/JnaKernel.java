package pipefault.jna;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Operation;
import pipefault.world.NativeKernel;

/** The real kernel32 for one world. */
final class JnaKernel implements NativeKernel {

    /** Who is told of an exception that left our native callback: it does not say which world it belongs to. */
    private static final Set<JnaKernel> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Callback.UncaughtExceptionHandler others = Native.getCallbackExceptionHandler();
        Native.setCallbackExceptionHandler((callback, thrown) -> {
            if (callback == JnaThreadpoolWait.NATIVE_CALLBACK && !OPEN.isEmpty()) {
                OPEN.forEach(kernel -> kernel.strayExceptions.accept(thrown));
            } else {
                others.uncaughtException(callback, thrown);
            }
        });
    }

    private final Consumer<Throwable> strayExceptions;
    private final JnaProbe win32;

    private JnaKernel(Consumer<Throwable> strayExceptions) {
        this.strayExceptions = strayExceptions;
        win32 = new JnaProbe(strayExceptions);
    }

    static JnaKernel open(Consumer<Throwable> strayExceptions) {
        JnaKernel kernel = new JnaKernel(strayExceptions);
        OPEN.add(kernel);
        return kernel;
    }

    @Override
    public ConformanceProbe win32() {
        return win32;
    }

    @Override
    public Operation operation(int bytes) {
        return new JnaOperation(bytes, this, strayExceptions);
    }

    @Override
    public void close() {
        OPEN.remove(this);
        Pins.of(this, JnaOperation.class).forEach(JnaOperation::release);
    }
}
