package pipefault.world;

import java.util.function.Consumer;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Operation;

/**
 * The Windows calls and the operation memory that a {@link NativeWorld} stands on.
 *
 * <p>It knows no actors, and may be called from any thread.
 */
public interface NativeKernel extends AutoCloseable {

    /** Returns the calls; the same object each time. */
    ConformanceProbe win32();

    /** Allocates the memory of one overlapped operation, as {@link pipefault.platform.Platform#operation} does. */
    Operation operation(int bytes);

    /** Gives back what nobody released, as far as the kernel does not own it; the calls still work afterwards. */
    @Override
    void close();

    /** Opens a kernel for one world. */
    @FunctionalInterface
    interface Factory {

        /**
         * Opens the kernel.
         *
         * @param strayExceptions takes what was thrown where no caller is left to catch it; called from any thread
         */
        NativeKernel open(Consumer<Throwable> strayExceptions);
    }
}
