package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.win32.W32APIOptions;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.trace.CallRecord;
import pipefault.world.NativeWorld;

/** Classes that are mapped directly: hooked while they are in use, and left as they were. */
@Tag("native")
@SuppressWarnings("MemberName") // the names are those of Windows
class DirectMappingTest {

    /** How often a method is called until the JIT has compiled it for certain. */
    private static final int COMPILED = 20_000;

    private static final Pointer BAD = new Pointer(0xBAD0);

    /** A class of somebody else, registered as most are. */
    private static final class Mapped {
        static {
            Native.register(Mapped.class, "kernel32");
        }

        private Mapped() {}

        static native boolean SetEvent(Pointer event);

        static native boolean ResetEvent(Pointer event) throws LastErrorException;

        static native int GetCurrentThreadId();
    }

    /** One that nothing has touched until it is hooked. */
    private static final class Untouched {
        static {
            Native.register(Untouched.class, "kernel32");
        }

        private Untouched() {}

        static native boolean SetEvent(Pointer event);
    }

    /** One whose names are not those of the exports. */
    private static final class Unicode {
        static {
            Native.register(
                    Unicode.class,
                    com.sun.jna.NativeLibrary.getInstance(
                            "kernel32",
                            Map.of("function-mapper", W32APIOptions.UNICODE_OPTIONS.get("function-mapper"))));
        }

        private Unicode() {}

        static native @Nullable Pointer CreateEvent(
                @Nullable Pointer attributes, boolean manualReset, boolean initialState, @Nullable WString name);
    }

    /** One that is mapped, but not by JNA. */
    private static final class Unregistered {
        private Unregistered() {}

        static native boolean SetEvent(Pointer event);
    }

    /** One without a call that could fail. */
    private static final class Harmless {
        static {
            Native.register(Harmless.class, "kernel32");
        }

        private Harmless() {}

        static native int GetCurrentThreadId();
    }

    /** One of another library. */
    private static final class Other {
        static {
            Native.register(Other.class, "user32");
        }

        private Other() {}

        static native int GetDoubleClickTime();
    }

    private final NativeWorld world = WindowsKernel.newWorld();
    private final Theirs kernel32 = Native.load("kernel32", Theirs.class, Map.of());
    private final Pointer event = Objects.requireNonNull(kernel32.CreateEventW(null, true, false, null));

    @AfterEach
    void close() {
        assertThat(kernel32.CloseHandle(event)).isTrue();
        world.close();
    }

    private Interception run(String plan) {
        return new Interception(world, FaultPlan.parse(plan), 1);
    }

    private Interception withoutFault() {
        return run("Post#1 -> reject");
    }

    @Test
    void code_that_runs_compiled_meets_the_faults_and_is_freed_of_them() {
        for (int i = 0; i < COMPILED; i++) {
            assertThat(Mapped.SetEvent(event)).isTrue();
        }

        try (DirectMapping hooked = DirectMapping.hook(run("SetEvent -> fail(ERROR_ACCESS_DENIED)"), Mapped.class)) {
            assertThat(hooked).isNotNull();
            assertThat(Mapped.SetEvent(event)).isFalse();
            assertThat(Native.getLastError()).isEqualTo(5);
            assertThat(Mapped.GetCurrentThreadId()).isEqualTo(kernel32.GetCurrentThreadId());
        }

        assertThat(Mapped.SetEvent(event)).isTrue();
    }

    @Test
    void a_class_that_was_not_initialised_yet_is_caught_from_its_first_call_on() {
        try (DirectMapping hooked =
                DirectMapping.hook(run("SetEvent#1 -> fail(ERROR_ACCESS_DENIED)"), Untouched.class)) {
            assertThat(hooked).isNotNull();
            assertThat(Untouched.SetEvent(event)).isFalse();
            assertThat(Untouched.SetEvent(event)).isTrue();
        }
    }

    @Test
    void a_forced_last_error_exception_has_the_text_of_a_real_one() {
        Throwable real = catchThrowable(() -> Mapped.ResetEvent(BAD));

        try (DirectMapping hooked =
                DirectMapping.hook(run("ResetEvent#1 -> fail(ERROR_INVALID_HANDLE)"), Mapped.class)) {
            assertThat(hooked).isNotNull();
            assertThatThrownBy(() -> Mapped.ResetEvent(event))
                    .isInstanceOf(LastErrorException.class)
                    .hasMessage(real.getMessage());
            assertThat(Mapped.ResetEvent(event)).isTrue();
            assertThatThrownBy(() -> Mapped.ResetEvent(BAD))
                    .as("one of Windows comes through")
                    .hasMessage(real.getMessage());
        }
    }

    @Test
    void the_name_of_the_export_decides() {
        try (DirectMapping hooked =
                DirectMapping.hook(run("CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)"), Unicode.class)) {
            assertThat(hooked).isNotNull();
            assertThat(Unicode.CreateEvent(null, true, false, null)).isNull();
            assertThat(Native.getLastError()).isEqualTo(1450);
        }
    }

    @Test
    void nobody_else_is_caught() {
        Interception run = withoutFault();
        try (DirectMapping hooked = DirectMapping.hook(run, Mapped.class)) {
            assertThat(hooked).isNotNull();
            assertThat(kernel32.SetEvent(event)).isTrue();
            assertThat(Untouched.SetEvent(event)).isTrue();
            assertThat(Mapped.SetEvent(event)).isTrue();
        }
        assertThat(run.recorder().trace().records())
                .filteredOn(each -> each.kind() == CallRecord.Kind.CALL)
                .hasSize(1);
    }

    @Test
    void hooking_again_takes_no_more_memory() {
        DirectMapping.hook(withoutFault(), Mapped.class).close();
        int before = NativeStub.count();

        DirectMapping.hook(withoutFault(), Mapped.class).close();

        assertThat(NativeStub.count()).isEqualTo(before);
    }

    @Test
    void all_is_as_before_after_a_failure_too() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        DirectMapping.hook(run("SetEvent -> fail(ERROR_ACCESS_DENIED)"), Mapped.class, Harmless.class))
                .withMessageEndingWith(
                        "Harmless has no native method that is a fail point; it has [GetCurrentThreadId]");

        assertThat(Mapped.SetEvent(event)).isTrue();
        DirectMapping.hook(withoutFault(), Mapped.class).close();
    }

    @Test
    void a_class_that_is_hooked_already_is_refused() {
        try (DirectMapping hooked = DirectMapping.hook(run("SetEvent -> fail(ERROR_ACCESS_DENIED)"), Mapped.class)) {
            assertThat(hooked).isNotNull();
            assertThatIllegalStateException()
                    .isThrownBy(() -> DirectMapping.hook(withoutFault(), Mapped.class))
                    .withMessageEndingWith("Mapped is hooked already; close that first");
            assertThat(Mapped.SetEvent(event)).isFalse();
        }
        assertThat(Mapped.SetEvent(event)).isTrue();
    }

    @Test
    void a_class_that_is_not_registered_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectMapping.hook(withoutFault(), Unregistered.class))
                .withMessageEndingWith(
                        "Unregistered has not registered its native methods with JNA; if it will, hook the"
                                + " library before, with RawFunctions");
    }

    @Test
    void a_class_of_another_library_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectMapping.hook(withoutFault(), Other.class))
                .withMessageEndingWith("Other is mapped to user32; fail points are functions of kernel32 only");
    }
}
