package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.jna.FunctionMapper;
import com.sun.jna.InvocationMapper;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.inject.Observation;
import pipefault.inject.Property;
import pipefault.jna.WindowsKernel;
import pipefault.platform.Overlapped;
import pipefault.trace.CallRecord;
import pipefault.world.NativeWorld;

/** A JNA interface of others, loaded through the interception: what it meets, and that nothing else is different. */
@Tag("native")
class ForeignLibraryTest {

    private static final Pointer BAD = new Pointer(0xBAD0);

    private final NativeWorld world = WindowsKernel.newWorld();
    private final Theirs unhooked = Native.load("kernel32", Theirs.class, Map.of());
    private Interception run = new Interception(world, FaultPlan.of(), 1);
    private Theirs hooked = unhooked;

    @AfterEach
    void close() {
        world.close();
    }

    private Theirs under(String plan) {
        run = new Interception(world, FaultPlan.parse(plan), 1);
        hooked = ForeignLibrary.load("kernel32", Theirs.class, Map.of(), run);
        return hooked;
    }

    private Theirs withoutFault() {
        return under("Post#1 -> reject");
    }

    private Pointer event() {
        return Objects.requireNonNull(hooked.CreateEventW(null, true, false, null));
    }

    private List<String> trace() {
        return run.recorder().trace().records().stream()
                .filter(each -> each.kind() == CallRecord.Kind.CALL || each.kind() == CallRecord.Kind.RETURN)
                .map(each -> each.actor() + " " + each.point() + ": " + each.text())
                .toList();
    }

    @Test
    void calls_come_back_as_without_it() {
        Theirs theirs = withoutFault();

        Pointer event = event();
        assertThat(theirs.WaitForSingleObject(event, 0)).isEqualTo(258);
        assertThat(theirs.SetEvent(event)).isTrue();
        assertThat(theirs.WaitForSingleObject(event, 0)).isZero();
        assertThat(theirs.CloseHandle(event)).isTrue();
        assertThat(theirs.answer()).isEqualTo(42);
        assertThat(theirs.GetCurrentThreadId()).isEqualTo(unhooked.GetCurrentThreadId());

        assertThat(run.handles().open()).isEmpty();
        assertThat(trace())
                .containsExactly(
                        "foreign CreateEvent: ",
                        "foreign CreateEvent: event-1",
                        "foreign WaitForSingleObject: event-1, 0 ms",
                        "foreign WaitForSingleObject: ok 258",
                        "foreign SetEvent: event-1",
                        "foreign SetEvent: ok",
                        "foreign WaitForSingleObject: event-1, 0 ms",
                        "foreign WaitForSingleObject: ok 0",
                        "foreign CloseHandle: event-1",
                        "foreign CloseHandle: ok");
    }

    @Test
    void a_failure_of_windows_comes_through_with_its_last_error() {
        Theirs theirs = withoutFault();

        assertThat(theirs.SetEvent(BAD)).isFalse();

        assertThat(Native.getLastError()).isEqualTo(6);
    }

    @Test
    void a_forced_failure_looks_like_a_real_one() {
        Theirs theirs = under("SetEvent#1 -> fail(ERROR_INVALID_HANDLE)");
        Pointer event = event();

        assertThat(theirs.SetEvent(event)).isFalse();

        assertThat(Native.getLastError()).isEqualTo(6);
        assertThat(theirs.WaitForSingleObject(event, 0))
                .as("the event was not set")
                .isEqualTo(258);
        assertThat(theirs.CloseHandle(event)).isTrue();
    }

    @Test
    void a_forced_failure_to_create_is_null() {
        Theirs theirs = under("CreateEventW#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)");

        @Nullable Pointer event = theirs.CreateEventW(null, true, false, null);

        assertThat(event).isNull();
        assertThat(Native.getLastError()).isEqualTo(1450);
    }

    @Test
    void a_forced_last_error_exception_has_the_text_of_a_real_one() {
        Throwable real = catchThrowable(() -> unhooked.ResetEvent(BAD));
        Theirs theirs = under("ResetEvent#1 -> fail(ERROR_INVALID_HANDLE)");
        Pointer event = event();

        assertThatThrownBy(() -> theirs.ResetEvent(event))
                .isInstanceOf(LastErrorException.class)
                .hasMessage(real.getMessage())
                .isInstanceOfSatisfying(
                        LastErrorException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(6));
        assertThat(Native.getLastError()).isEqualTo(6);
        assertThat(theirs.CloseHandle(event)).isTrue();
    }

    @Test
    void a_last_error_exception_of_jna_comes_through() {
        Theirs theirs = withoutFault();
        Throwable real = catchThrowable(() -> unhooked.ResetEvent(BAD));

        assertThatThrownBy(() -> theirs.ResetEvent(BAD)).hasMessage(real.getMessage());
        assertThat(trace()).last().asString().contains("ERROR_INVALID_HANDLE");
    }

    @Test
    void a_structure_shows_what_a_forced_end_leaves_behind() {
        Theirs theirs = under("GetOverlappedResult#1 -> fail(ERROR_BROKEN_PIPE)");
        Theirs.OVERLAPPED overlapped = new Theirs.OVERLAPPED();
        IntByReference count = new IntByReference(7);

        assertThat(theirs.GetOverlappedResult(BAD, overlapped, count, false)).isFalse();

        assertThat(Native.getLastError()).isEqualTo(109);
        assertThat(overlapped.Internal).as("STATUS_PIPE_BROKEN").isEqualTo(0xC000014BL);
        assertThat(count.getValue()).as("left alone").isEqualTo(7);
    }

    @Test
    void a_read_that_was_never_made_leaves_what_a_failed_one_leaves() {
        Theirs theirs = under("ReadFile#1 -> fail(ERROR_BROKEN_PIPE)");
        Theirs.OVERLAPPED overlapped = new Theirs.OVERLAPPED();
        overlapped.hEvent = event();
        assertThat(theirs.SetEvent(overlapped.hEvent)).isTrue();
        int[] count = {7};

        assertThat(theirs.ReadFile(BAD, new byte[10], 10, count, overlapped)).isFalse();

        assertThat(overlapped.Internal).isEqualTo(Overlapped.STATUS_PENDING);
        assertThat(count).containsExactly(0);
        assertThat(theirs.WaitForSingleObject(overlapped.hEvent, 0))
                .as("the event was reset")
                .isEqualTo(258);
        assertThat(theirs.CloseHandle(overlapped.hEvent)).isTrue();
    }

    @Test
    void a_method_that_has_another_name_is_caught_by_the_function_that_it_calls() {
        FunctionMapper names = (library, method) -> method.getName().equals("signal") ? "SetEvent" : method.getName();
        run = new Interception(world, FaultPlan.parse("SetEvent#1 -> fail(ERROR_INVALID_HANDLE)"), 1);
        Renamed renamed =
                ForeignLibrary.load("kernel32", Renamed.class, Map.of(Library.OPTION_FUNCTION_MAPPER, names), run);
        Pointer event = Objects.requireNonNull(unhooked.CreateEventW(null, true, false, null));

        assertThat(renamed.signal(event)).isFalse();
        assertThat(renamed.signal(event)).isTrue();
        assertThat(unhooked.CloseHandle(event)).isTrue();
    }

    @Test
    void what_an_invocation_mapper_of_theirs_answers_stays_so() {
        InvocationMapper theirs = (library, method) ->
                method.getName().equals("GetCurrentThreadId") ? (proxy, called, arguments) -> 4711 : null;
        run = new Interception(world, FaultPlan.parse("SetEvent#1 -> fail(ERROR_INVALID_HANDLE)"), 1);

        Theirs mapped =
                ForeignLibrary.load("kernel32", Theirs.class, Map.of(Library.OPTION_INVOCATION_MAPPER, theirs), run);

        assertThat(mapped.GetCurrentThreadId()).isEqualTo(4711);
        assertThat(mapped.SetEvent(null)).as("caught all the same").isFalse();
    }

    @Test
    void a_library_that_has_no_fail_points_is_refused() {
        run = new Interception(world, FaultPlan.of(), 1);

        assertThatThrownBy(() -> ForeignLibrary.load("user32", Theirs.class, Map.of(), run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "pipefault.jna.foreign.Theirs is mapped to user32; fail points are functions of kernel32 only");
    }

    @Test
    void memory_that_its_owner_has_freed_is_not_looked_at() {
        run = new Interception(world, FaultPlan.of(), 1);
        Pipes pipes = ForeignLibrary.load("kernel32", Pipes.class, Map.of(), run);
        Pointer pipe = pipes.create("freed-" + ProcessHandle.current().pid());
        try (Memory overlapped = new Memory(32)) {
            overlapped.clear();
            assertThat(pipes.ConnectNamedPipe(pipe, overlapped)).isFalse();
            assertThat(Native.getLastError()).isEqualTo(997);
            assertThat(pipes.CloseHandle(pipe)).isTrue();
            assertThat(overlapped.getLong(0)).as("over, so it may be freed").isNotEqualTo(Overlapped.STATUS_PENDING);

            overlapped.setLong(0, Overlapped.STATUS_PENDING);
            assertThat(run.foreignInFlight()).containsExactly("op-1 (ConnectNamedPipe)");
        }
        assertThat(run.foreignInFlight()).isEmpty();
    }

    @Test
    void a_handle_that_stays_open_is_named() {
        Theirs unused = withoutFault();
        Pointer event = event();

        assertThat(run.handles().open()).containsExactly("event-1");
        assertThat(unhooked.CloseHandle(event)).isTrue();
    }

    @Test
    void a_disarmed_run_is_not_told_of_calls() {
        Theirs theirs = under("SetEvent -> fail(ERROR_INVALID_HANDLE)");
        Pointer event = event();
        run.disarm();

        assertThat(theirs.SetEvent(event)).isTrue();
        assertThat(theirs.CloseHandle(event)).isTrue();
        assertThat(run.observations().of(Property.HANDLES))
                .extracting(Observation::text)
                .isEmpty();
    }

    /** An interface with names of its own. */
    interface Renamed extends Library {

        boolean signal(Pointer event);
    }

    /** An interface that hands over its OVERLAPPED as memory. */
    @SuppressWarnings("MemberName") // the names are those of Windows
    interface Pipes extends Library {

        Pointer CreateNamedPipeW(
                WString name,
                int open,
                int mode,
                int instances,
                int out,
                int in,
                int timeout,
                @Nullable Pointer security);

        boolean ConnectNamedPipe(Pointer pipe, Pointer overlapped);

        boolean CloseHandle(Pointer object);

        default Pointer create(String name) {
            int duplexAndOverlapped = 0x40000003;
            return CreateNamedPipeW(
                    new WString("\\\\.\\pipe\\pipefault-" + name), duplexAndOverlapped, 0, 1, 4096, 4096, 0, null);
        }
    }
}
