package pipefault.jna;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import pipefault.world.NativeKernel;
import pipefault.world.NativeWorld;

/**
 * The way in to the real kernel32.
 *
 * <p>Asking whether it is available touches nothing of JNA, on any system. Everything else needs a Windows JVM for x64,
 * on Windows or under Wine.
 */
public final class WindowsKernel {

    private WindowsKernel() {}

    /** Tells whether this JVM can call a kernel32. */
    public static boolean isAvailable() {
        return whyUnavailable().isEmpty();
    }

    /** Returns why this JVM cannot call a kernel32, in words for a user; empty if it can. */
    public static Optional<String> whyUnavailable() {
        return whyUnavailable(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Optional<String> whyUnavailable(String osName, String osArch) {
        if (!osName.toLowerCase(Locale.ROOT).startsWith("windows")) {
            return Optional.of("this JVM runs on " + osName + ", and kernel32 needs a Windows JVM (Wine will do)");
        }
        if (!osArch.equals("amd64") && !osArch.equals("x86_64")) {
            return Optional.of("this Windows JVM is built for " + osArch + ", and only x64 is supported");
        }
        return Optional.empty();
    }

    /**
     * Opens the kernel for one world.
     *
     * @throws IllegalStateException if {@link #isAvailable} says no
     */
    public static NativeKernel open(Consumer<Throwable> strayExceptions) {
        bind();
        return JnaKernel.open(strayExceptions);
    }

    /**
     * Looks up all of kernel32 that the binding itself calls, so that nobody who hooks JNA's functions later gets in its way.
     *
     * @throws IllegalStateException if {@link #isAvailable} says no
     */
    public static void bind() {
        whyUnavailable().ifPresent(reason -> {
            throw new IllegalStateException("the real kernel32 is not available: " + reason);
        });
        long unused = Kernel32.GetCurrentProcess();
    }

    /** Creates a world on the real kernel; see {@link #open}. */
    public static NativeWorld newWorld() {
        return new NativeWorld(WindowsKernel::open);
    }

    /** Returns the version of Wine that kernel32 belongs to; empty on Windows, and where there is no kernel32. */
    public static Optional<String> wineVersion() {
        return isAvailable() ? Ntdll.wineVersion() : Optional.empty();
    }
}
