package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.trace.CallRecord;
import pipefault.world.NativeWorld;

/** Functions that somebody has by their names: caught whether they had them before or get them later. */
@Tag("native")
@SuppressWarnings("MemberName") // the names are those of Windows
class RawFunctionsTest {

    /** Registered while its library is hooked. */
    private static final class Late {
        private Late() {}

        static native boolean SetEvent(Pointer event);
    }

    private final NativeWorld world = WindowsKernel.newWorld();
    private final NativeLibrary library = NativeLibrary.getInstance("kernel32");
    private final Theirs kernel32 = Native.load("kernel32", Theirs.class, Map.of("allow-objects", true));
    private final Pointer event = Objects.requireNonNull(kernel32.CreateEventW(null, true, false, null));

    @AfterEach
    void close() {
        assertThat(kernel32.CloseHandle(event)).isTrue();
        world.close();
    }

    private Interception run(String plan) {
        return new Interception(world, FaultPlan.parse(plan), 1);
    }

    private Interception failing() {
        return run("SetEvent -> fail(ERROR_ACCESS_DENIED)");
    }

    private int set(Function setEvent) {
        return setEvent.invokeInt(new Object[] {event});
    }

    private boolean isSet() {
        return kernel32.WaitForSingleObject(event, 0) == 0;
    }

    @Test
    void a_function_from_before_is_caught_and_freed() {
        Function before = Function.getFunction("kernel32", "SetEvent");
        long address = Pointer.nativeValue(before);

        try (RawFunctions hooked = RawFunctions.hook(failing(), library)) {
            assertThat(hooked).isNotNull();
            assertThat(set(before)).isZero();
            assertThat(Native.getLastError()).isEqualTo(5);
            assertThat(set(Function.getFunction("kernel32", "SetEvent", Function.ALT_CONVENTION)))
                    .as("one that is asked for now, in another way")
                    .isZero();
            assertThat(isSet()).isFalse();
        }

        assertThat(Pointer.nativeValue(before)).isEqualTo(address);
        assertThat(set(before)).isEqualTo(1);
    }

    @Test
    void a_class_that_registers_meanwhile_is_caught() {
        RawFunctions hooked = RawFunctions.hook(failing(), library);
        Native.register(Late.class, library);
        assertThat(Late.SetEvent(event)).isFalse();

        hooked.close();

        assertThat(Late.SetEvent(event)).as("over a stub that passes on").isTrue();
        Native.unregister(Late.class);
    }

    @Test
    void the_binding_itself_is_not_caught() {
        Interception run = failing();
        try (RawFunctions hooked = RawFunctions.hook(run, library)) {
            assertThat(hooked).isNotNull();
            NativeMemory.INSTANCE.resetEvent(Pointer.nativeValue(event));
            world.gate("a gate").open();
        }
        assertThat(run.recorder().trace().records()).isEmpty();
    }

    @Test
    void a_call_that_is_caught_twice_is_seen_once() {
        Interception run = run("Post#1 -> reject");
        Theirs theirs = ForeignLibrary.load("kernel32", Theirs.class, Map.of(), run);
        NativeLibrary below =
                NativeLibrary.getInstance("kernel32", Map.of("classloader", Theirs.class.getClassLoader()));
        try (RawFunctions hooked = RawFunctions.hook(run, library, below)) {
            assertThat(hooked).isNotNull();
            assertThat(theirs.SetEvent(event)).isTrue();
        }
        assertThat(run.recorder().trace().records())
                .filteredOn(each -> each.kind() == CallRecord.Kind.CALL)
                .hasSize(1);
    }

    @Test
    void hooking_again_takes_no_more_memory() {
        RawFunctions.hook(failing(), library).close();
        int before = NativeStub.count();

        RawFunctions.hook(failing(), library).close();

        assertThat(NativeStub.count()).isEqualTo(before);
    }

    @Test
    void a_library_that_is_hooked_already_is_refused() {
        Function setEvent = Function.getFunction("kernel32", "SetEvent");
        try (RawFunctions hooked = RawFunctions.hook(failing(), library)) {
            assertThat(hooked).isNotNull();
            assertThatIllegalStateException()
                    .isThrownBy(() -> RawFunctions.hook(failing(), library))
                    .withMessageEndingWith(" of kernel32 is caught already; close what was hooked first");
            assertThat(set(setEvent)).isZero();
        }
        assertThat(set(setEvent)).isEqualTo(1);
    }

    @Test
    void another_library_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RawFunctions.hook(failing(), library, NativeLibrary.getInstance("user32")))
                .withMessage("the library is mapped to user32; fail points are functions of kernel32 only");
        assertThat(set(Function.getFunction("kernel32", "SetEvent"))).isEqualTo(1);
    }
}
