package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.world.NativeWorld;

/** Interfaces that somebody else has loaded already: hooked while they are in use, and left as they were. */
@Tag("native")
class LoadedLibrariesTest {

    /** How often a method is called until the JIT has compiled it for certain. */
    private static final int COMPILED = 20_000;

    /** A class of somebody else. */
    private static final class Holder {
        private static final Theirs LIBRARY = Native.load("kernel32", Theirs.class, Map.of());

        private Holder() {}
    }

    private final NativeWorld world = WindowsKernel.newWorld();
    private final Pointer event = Objects.requireNonNull(Holder.LIBRARY.CreateEventW(null, true, false, null));

    @AfterEach
    void close() {
        assertThat(Holder.LIBRARY.CloseHandle(event)).isTrue();
        world.close();
    }

    private Interception failing() {
        return new Interception(world, FaultPlan.parse("SetEvent -> fail(ERROR_ACCESS_DENIED)"), 1);
    }

    private boolean set() {
        return Holder.LIBRARY.SetEvent(event);
    }

    private static Map<String, @Nullable Object> stateOf(Library instance) throws ReflectiveOperationException {
        Object handler = Proxy.getInvocationHandler(instance);
        Map<String, @Nullable Object> state = new HashMap<>();
        for (Field field : Library.Handler.class.getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(handler);
            state.put(field.getName(), value instanceof Map<?, ?> map ? new HashMap<>(map) : value);
        }
        return state;
    }

    @Test
    void libraries_are_found_in_private_fields_of_others() {
        assertThat(LoadedLibraries.heldBy(Holder.class)).containsExactly(Holder.LIBRARY);
    }

    @Test
    void code_that_runs_compiled_meets_the_faults_and_is_freed_of_them() throws ReflectiveOperationException {
        for (int i = 0; i < COMPILED; i++) {
            assertThat(set()).isTrue();
        }
        Map<String, @Nullable Object> before = stateOf(Holder.LIBRARY);

        try (LoadedLibraries hooked = LoadedLibraries.hook(failing(), LoadedLibraries.heldBy(Holder.class))) {
            assertThat(set()).isFalse();
            assertThat(Native.getLastError()).isEqualTo(5);
            assertThat(hooked).isNotNull();
        }

        assertThat(set()).isTrue();
        assertThat(stateOf(Holder.LIBRARY)).isEqualTo(before);
    }

    @Test
    void hooking_nothing_is_refused() {
        assertThatThrownBy(() -> LoadedLibraries.hook(failing(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no call would be caught");
    }

    @Test
    void all_is_as_before_after_a_failure_too() throws ReflectiveOperationException {
        assertThat(set()).isTrue();
        Map<String, @Nullable Object> before = stateOf(Holder.LIBRARY);
        Library stranger = (Library)
                Proxy.newProxyInstance(Theirs.class.getClassLoader(), new Class<?>[] {Theirs.class}, (p, m, a) -> null);

        assertThatThrownBy(() -> LoadedLibraries.hook(failing(), List.of(Holder.LIBRARY, stranger)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an interface that JNA has loaded: ");

        assertThat(stateOf(Holder.LIBRARY)).isEqualTo(before);
    }
}
