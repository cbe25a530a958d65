package pipefault.jna.foreign;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.HashMap;
import java.util.Map;
import pipefault.inject.ForeignCalls;
import pipefault.inject.Interception;

/**
 * Loads a JNA interface of somebody else, so that its Windows calls meet the faults of a run.
 *
 * <p>Any method that calls a fail point is caught, {@code CreateEventW} and {@code CreateEventA} as {@code CreateEvent}, also
 * where a function mapper gives it another name; whatever else the interface has, default methods included, is as JNA makes it. Results are converted, and
 * {@code LastErrorException}s thrown, as JNA would.
 */
public final class ForeignLibrary {

    private ForeignLibrary() {}

    /**
     * Loads a library as {@code Native.load} does.
     *
     * @param options those of JNA
     * @param interception of the run that the calls belong to; once it is disarmed, calls pass unseen
     * @throws IllegalArgumentException if it is not kernel32, which has all fail points
     * @throws UnsatisfiedLinkError if there is no such library
     */
    public static <T extends Library> T load(
            String name, Class<T> library, Map<String, ?> options, Interception interception) {
        Kernel32.require(name, library.getName());
        ForeignCalls calls = ForeignCalls.of(interception, NativeMemory.INSTANCE);
        Library.Handler plain = new Library.Handler(name, library, options);
        Map<String, Object> intercepted = new HashMap<>(options);
        intercepted.put(Library.OPTION_INVOCATION_MAPPER, new InterceptingMapper(calls, plain, options));
        return Native.load(name, library, intercepted);
    }
}
