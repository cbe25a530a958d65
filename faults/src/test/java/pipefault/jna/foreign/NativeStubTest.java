package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.inject.ForeignCalls;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.platform.Win32Function;
import pipefault.trace.CallRecord;
import pipefault.world.NativeWorld;

/** A stub for SetEvent, called as native code calls it. */
@Tag("native")
class NativeStubTest {

    private static final int TIMES = 10_000;

    /** Threads without Java. */
    @SuppressWarnings("MemberName") // the names are those of Windows
    private interface Threads extends Library {

        Pointer CreateThread(
                @Nullable Pointer attributes,
                long stackBytes,
                Pointer start,
                @Nullable Pointer argument,
                int flags,
                @Nullable Pointer id);

        boolean GetExitCodeThread(Pointer thread, IntByReference code);
    }

    private final NativeWorld world = WindowsKernel.newWorld();
    private final Theirs kernel32 = Native.load("kernel32", Theirs.class, Map.of());
    private final Threads threads = Native.load("kernel32", Threads.class, Map.of());
    private final Pointer event = Objects.requireNonNull(kernel32.CreateEventW(null, true, false, null));
    private final NativeStub stub =
            NativeStub.of("this test", "SetEvent", Win32Function.SET_EVENT, StubCallback.addressOf("SetEvent"));
    private final Function setEvent = Function.getFunction(new Pointer(stub.address()));
    private Interception run = new Interception(world, FaultPlan.of(), 1);

    @AfterEach
    void close() {
        stub.disarm();
        assertThat(kernel32.CloseHandle(event)).isTrue();
        world.close();
    }

    private void arm(String plan) {
        run = new Interception(world, FaultPlan.parse(plan), 1);
        stub.arm(ForeignCalls.of(run, NativeMemory.INSTANCE));
    }

    private int set() {
        return setEvent.invokeInt(new Object[] {event});
    }

    private boolean isSet() {
        return kernel32.WaitForSingleObject(event, 0) == 0;
    }

    /** Lets a thread that Java does not know call SetEvent; returns what the call returned. */
    private int setByNativeThread() {
        Pointer thread = threads.CreateThread(null, 0, new Pointer(stub.address()), event, 0, null);
        IntByReference code = new IntByReference(-1);
        assertThat(kernel32.WaitForSingleObject(thread, 20_000)).isZero();
        assertThat(threads.GetExitCodeThread(thread, code)).isTrue();
        assertThat(kernel32.CloseHandle(thread)).isTrue();
        return code.getValue();
    }

    private long calls() {
        return run.recorder().trace().records().stream()
                .filter(each -> each.kind() == CallRecord.Kind.CALL)
                .count();
    }

    @Test
    void a_stub_that_was_never_armed_passes_on() {
        assertThat(set()).isEqualTo(1);
        assertThat(isSet()).isTrue();
    }

    @Test
    void calls_go_to_the_run_while_it_is_armed() {
        arm("Post#1 -> reject");
        assertThat(set()).isEqualTo(1);
        stub.disarm();
        assertThat(set()).isEqualTo(1);

        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void a_forced_last_error_arrives_each_time() {
        arm("SetEvent -> fail(ERROR_ACCESS_DENIED)");
        int wrong = 0;
        for (int i = 0; i < TIMES; i++) {
            if (set() != 0 || Native.getLastError() != 5) {
                wrong++;
            }
        }
        assertThat(wrong).isZero();
        assertThat(isSet()).isFalse();
    }

    @Test
    void a_last_error_of_windows_arrives_each_time() {
        arm("Post#1 -> reject");
        int wrong = 0;
        for (int i = 0; i < TIMES; i++) {
            if (setEvent.invokeInt(new Object[] {0xBAD0L}) != 0 || Native.getLastError() != 6) {
                wrong++;
            }
        }
        assertThat(wrong).isZero();
    }

    @Test
    void a_native_thread_meets_the_faults_too() {
        arm("SetEvent#1 -> fail(ERROR_ACCESS_DENIED)");

        assertThat(setByNativeThread()).isZero();
        assertThat(isSet()).isFalse();
        assertThat(setByNativeThread()).isEqualTo(1);
        assertThat(isSet()).isTrue();
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void a_native_thread_passes_a_stub_of_a_run_that_is_over() {
        arm("SetEvent -> fail(ERROR_ACCESS_DENIED)");
        run.disarm();

        assertThat(setByNativeThread()).isEqualTo(1);
        assertThat(new Pointer(stub.address()).getInt(StubCode.ARMED))
                .as("later calls do not even come into Java")
                .isZero();
        assertThat(calls()).isZero();
    }

    @Test
    void two_runs_cannot_share_a_stub() {
        arm("Post#1 -> reject");

        assertThatIllegalStateException()
                .isThrownBy(() -> arm("Post#1 -> reject"))
                .withMessage("calls of SetEvent are caught here already");
    }

    @Test
    void memory_of_the_callers_frame_is_told_from_the_heap_and_from_what_was_left() {
        long[] low = new long[1];
        long[] high = new long[1];
        LoaderApi.GetCurrentThreadStackLimits(low, high);
        long stackPointer = high[0] - 0x800;

        assertThat(NativeStub.isInFrameOfCaller(high[0] - 0x40, stackPointer)).isTrue();
        assertThat(NativeStub.isInFrameOfCaller(stackPointer - 0x40, stackPointer))
                .as("below")
                .isFalse();
        assertThat(NativeStub.isInFrameOfCaller(high[0], stackPointer))
                .as("behind")
                .isFalse();
        assertThat(NativeStub.isInFrameOfCaller(0, stackPointer)).as("none").isFalse();
        try (Memory heap = new Memory(64)) {
            assertThat(NativeStub.isInFrameOfCaller(Pointer.nativeValue(heap), stackPointer))
                    .as("heap")
                    .isFalse();
        }
    }
}
