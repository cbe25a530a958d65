package pipefault.jna.foreign;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pipefault.inject.ForeignCalls;
import pipefault.inject.Interception;
import pipefault.platform.Win32Function;

/**
 * Classes that JNA has mapped directly ({@code Native.register}), made to meet the faults of a run until this is closed.
 *
 * <p>Their native methods are registered anew, on stubs, and at the end once more, as they were. To be hooked and closed while
 * no thread is inside one of these methods: JNA frees what it would return through. Works on a field of JNA that is private.
 * A class that is not registered yet is caught by {@link RawFunctions} on the library that it is going to use.
 */
public final class DirectMapping implements AutoCloseable {

    private final Map<Class<?>, NativeLibrary> registered = new LinkedHashMap<>();
    private final List<NativeStub> stubs = new ArrayList<>();

    private DirectMapping() {}

    /**
     * Hooks classes; each is initialised first, if it is not yet.
     *
     * @throws IllegalArgumentException if one has not registered its methods by then, is mapped to another library than
     *     kernel32, or has no method that is a fail point
     * @throws IllegalStateException if this is no Windows JVM for x64, if one is hooked already, or if this version of JNA
     *     keeps its registrations in another way
     */
    public static DirectMapping hook(Interception interception, Class<?>... classes) {
        Rehearsal.once();
        ForeignCalls calls = ForeignCalls.of(interception, NativeMemory.INSTANCE);
        DirectMapping hooked = new DirectMapping();
        synchronized (FunctionPeers.LOCK) {
            boolean done = false;
            try {
                for (Class<?> each : classes) {
                    hooked.register(each);
                }
                // Only now: others meet these stubs while the methods are registered.
                hooked.stubs.forEach(stub -> stub.arm(calls));
                done = true;
            } finally {
                if (!done) {
                    hooked.close();
                }
            }
        }
        return hooked;
    }

    private void register(Class<?> mapped) {
        NativeLibrary library = libraryOf(mapped);
        Kernel32.require(library.getName(), mapped.getName());
        Map<String, Win32Function> functions = failPoints(mapped, library);
        String owner = mapped.getName() + " " + System.identityHashCode(mapped);
        List<FunctionPeers> swapped = new ArrayList<>();
        try {
            functions.forEach((name, function) -> swapped.add(FunctionPeers.swap(library, name, function, owner)));
            for (FunctionPeers each : swapped) {
                if (each.stub().isArmed()) {
                    throw new IllegalStateException(mapped.getName() + " is hooked already; close that first");
                }
            }
            registered.put(mapped, library);
            swapped.forEach(each -> stubs.add(each.stub()));
            anew(mapped, library);
        } finally {
            FunctionPeers.restore(swapped);
        }
    }

    private static NativeLibrary libraryOf(Class<?> mapped) {
        initialise(mapped);
        Object all = PrivateFields.read(PrivateFields.ofJna(Native.class, "registeredLibraries"), null);
        if (!(all instanceof Map<?, ?> libraries)) {
            throw new IllegalStateException("this version of JNA keeps no map of the classes that are registered");
        }
        if (libraries.get(mapped) instanceof NativeLibrary library) {
            return library;
        }
        throw new IllegalArgumentException(
                mapped.getName()
                        + " has not registered its native methods with JNA; if it will, hook the library before, with RawFunctions");
    }

    private static void initialise(Class<?> mapped) {
        try {
            Class<?> unused = Class.forName(mapped.getName(), true, mapped.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("its loader does not find " + mapped.getName(), e);
        }
    }

    private static Map<String, Win32Function> failPoints(Class<?> mapped, NativeLibrary library) {
        FunctionMapper names = (FunctionMapper) library.getOptions().get(Library.OPTION_FUNCTION_MAPPER);
        Map<String, Win32Function> found = new LinkedHashMap<>();
        List<Method> methods = Arrays.stream(mapped.getDeclaredMethods())
                .filter(each -> Modifier.isNative(each.getModifiers()))
                .toList();
        for (Method method : methods) {
            String name = names == null ? method.getName() : names.getFunctionName(library, method);
            Optional<Win32Function> function = Win32Function.named(name);
            function.ifPresent(each -> found.put(name, each));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(mapped.getName() + " has no native method that is a fail point; it has "
                    + methods.stream().map(Method::getName).sorted().toList());
        }
        return found;
    }

    private static void anew(Class<?> mapped, NativeLibrary library) {
        Native.unregister(mapped);
        Native.register(mapped, library);
    }

    /**
     * Registers every class as it was; a second call does nothing.
     *
     * @throws IllegalStateException if JNA refuses to register one again; all others are as they were
     */
    @Override
    public void close() {
        synchronized (FunctionPeers.LOCK) {
            List<RuntimeException> refused = new ArrayList<>();
            registered.forEach((mapped, library) -> {
                try {
                    anew(mapped, library);
                } catch (RuntimeException | LinkageError e) {
                    refused.add(new IllegalStateException(mapped.getName() + " cannot be registered as it was", e));
                }
            });
            registered.clear();
            stubs.forEach(NativeStub::disarm);
            stubs.clear();
            if (!refused.isEmpty()) {
                RuntimeException first = refused.get(0);
                refused.stream().skip(1).forEach(first::addSuppressed);
                throw first;
            }
        }
    }
}
