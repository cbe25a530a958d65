package pipefault.jna.foreign;

import com.sun.jna.InvocationMapper;
import com.sun.jna.Library;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.inject.ForeignCalls;
import pipefault.inject.Interception;

/**
 * JNA interfaces that were loaded by code which nobody can change, made to meet the faults of a run until this is closed.
 *
 * <p>Calls that are compiled already are caught as well. Works on fields of JNA's own handler that are private; with which
 * versions of JNA is tested. Not thread-safe; to be hooked and unhooked while no call of these interfaces is on its way.
 */
public final class LoadedLibraries implements AutoCloseable {

    private final List<Hooked> hooked = new ArrayList<>();

    private LoadedLibraries() {}

    /**
     * Hooks instances of JNA interfaces.
     *
     * @throws IllegalArgumentException if there are none, or if one of them was not made by JNA or is not mapped to kernel32
     * @throws IllegalStateException if this version of JNA keeps its handlers in another way
     */
    public static LoadedLibraries hook(Interception interception, List<? extends Library> instances) {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("there is no interface to hook: no call would be caught");
        }
        LoadedLibraries all = new LoadedLibraries();
        ForeignCalls calls = ForeignCalls.of(interception, NativeMemory.INSTANCE);
        try {
            for (Library instance : instances) {
                all.hooked.add(Hooked.in(handlerOf(instance), calls));
            }
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
        return all;
    }

    /** Returns the JNA interfaces that static fields of these classes hold, private ones included. */
    public static List<Library> heldBy(Class<?>... holders) {
        List<Library> found = new ArrayList<>();
        for (Class<?> holder : holders) {
            for (Field field : holder.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && Library.class.isAssignableFrom(field.getType())) {
                    Library library = (Library) PrivateFields.read(field, null);
                    if (library != null) {
                        found.add(library);
                    }
                }
            }
        }
        return found;
    }

    private static Library.Handler handlerOf(Library instance) {
        InvocationHandler handler =
                Proxy.isProxyClass(instance.getClass()) ? Proxy.getInvocationHandler(instance) : null;
        if (handler instanceof Library.Handler jna) {
            return jna;
        }
        throw new IllegalArgumentException("not an interface that JNA has loaded: "
                + instance.getClass().getName()
                + (handler == null ? "" : ", handled by " + handler.getClass().getName()));
    }

    /** Puts everything back as it was, the last one first; a second call does nothing. */
    @Override
    public void close() {
        while (!hooked.isEmpty()) {
            hooked.remove(hooked.size() - 1).restore();
        }
    }

    /** A handler of JNA with what stood in it before. */
    private record Hooked(Library.Handler handler, @Nullable InvocationMapper mapper, Map<Object, Object> functions) {

        static Hooked in(Library.Handler handler, ForeignCalls calls) {
            Kernel32.require(
                    handler.getLibraryName(), handler.getInterfaceClass().getName());
            Map<Object, Object> known = functions(handler);
            Hooked before = new Hooked(
                    handler,
                    (InvocationMapper) PrivateFields.read(field("invocationMapper"), handler),
                    new HashMap<>(known));
            @SuppressWarnings("unchecked")
            Map<String, Object> options = (Map<String, Object>) PrivateFields.read(field("options"), handler);
            Map<String, Object> own = options == null ? Map.of() : options;
            Library.Handler plain = new Library.Handler(handler.getLibraryName(), handler.getInterfaceClass(), own);
            PrivateFields.write(field("invocationMapper"), handler, new InterceptingMapper(calls, plain, own));
            known.clear();
            return before;
        }

        void restore() {
            PrivateFields.write(field("invocationMapper"), handler, mapper);
            Map<Object, Object> known = functions(handler);
            known.clear();
            known.putAll(functions);
        }

        @SuppressWarnings("unchecked")
        private static Map<Object, Object> functions(Library.Handler handler) {
            Object map = PrivateFields.read(field("functions"), handler);
            if (map instanceof Map<?, ?> functions) {
                return (Map<Object, Object>) functions;
            }
            throw new IllegalStateException("this version of JNA keeps no map of functions in its handlers");
        }

        private static Field field(String name) {
            return PrivateFields.ofJna(Library.Handler.class, name);
        }
    }
}
