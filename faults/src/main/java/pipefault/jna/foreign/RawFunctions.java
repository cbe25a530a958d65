package pipefault.jna.foreign;

import com.sun.jna.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import pipefault.inject.ForeignCalls;
import pipefault.inject.Interception;
import pipefault.platform.Win32Function;

/**
 * The functions of JNA's library objects, made to meet the faults of a run until this is closed.
 *
 * <p>Catches {@code Function.getFunction("kernel32", ...)}, before and after, compiled or not; the interfaces that share the
 * library object; and classes that are mapped directly to it meanwhile, with {@code Native.register}. Those keep the way over
 * a stub that only passes on once this is closed, and are caught again if the same is hooked again. A {@code Function} that
 * was made from an address is not caught. Uses the public API of JNA only. Thread-safe.
 */
public final class RawFunctions implements AutoCloseable {

    private final List<FunctionPeers> swapped = new ArrayList<>();

    private RawFunctions() {}

    /**
     * Hooks all fail points in library objects of JNA.
     *
     * @param libraries kernel32, for example {@code NativeLibrary.getInstance("kernel32")}; JNA has one for each set of options
     * @throws IllegalArgumentException if one is not kernel32
     * @throws IllegalStateException if this is no Windows JVM for x64, or one is hooked already
     */
    public static RawFunctions hook(Interception interception, NativeLibrary... libraries) {
        // What the binding itself calls must keep the way that it has.
        Rehearsal.once();
        ForeignCalls calls = ForeignCalls.of(interception, NativeMemory.INSTANCE);
        RawFunctions hooked = new RawFunctions();
        synchronized (FunctionPeers.LOCK) {
            boolean done = false;
            try {
                for (NativeLibrary library : libraries) {
                    Kernel32.require(library.getName(), "the library");
                    hooked.swap(library);
                }
                hooked.swapped.forEach(each -> each.stub().arm(calls));
                done = true;
            } finally {
                if (!done) {
                    hooked.close();
                }
            }
        }
        return hooked;
    }

    private void swap(NativeLibrary library) {
        // Stubs are armed by one run at a time; so each library object has its own.
        String owner = library.getName() + " " + System.identityHashCode(library);
        for (Win32Function function : Win32Function.values()) {
            for (String suffix : List.of("", "W", "A")) {
                String name = function.windowsName() + suffix;
                if (FunctionPeers.isIn(library, name)) {
                    swapped.add(FunctionPeers.swap(library, name, function, owner));
                }
            }
        }
    }

    /** Puts every address back as it was; a second call does nothing. */
    @Override
    public void close() {
        synchronized (FunctionPeers.LOCK) {
            FunctionPeers.restore(swapped);
            swapped.forEach(each -> each.stub().disarm());
            swapped.clear();
        }
    }
}
