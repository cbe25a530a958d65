package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Win32Error;
import pipefault.world.Actor;

/** The last error of a call, which is kept per thread and destroyed by the next call. */
@Tag("native")
class LastErrorTest {

    private static final int MARKER = 0x0BADC0DE;
    private static final int ROUNDS = 2_000;

    @RegisterExtension
    final RealPipe pipe = new RealPipe();

    @Test
    void an_event_with_the_name_of_a_mutex_is_null_with_6() {
        String name = RealPipe.uniqueName("clash");
        Handle mutex = pipe.handle(pipe.win32().createMutex(false, name));

        CallResult event = pipe.win32().createEvent(true, false, name);

        assertThat(mutex.isValid()).isTrue();
        assertThat(event.ok()).isFalse();
        assertThat(event.handleOrNull()).isNull();
        assertThat(event.rawHandle()).isSameAs(Handle.NULL);
        assertThat(event.lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);
    }

    @Test
    void a_created_event_tells_0_and_a_found_one_183() {
        String name = RealPipe.uniqueName("event");
        CallResult created = pipe.win32().createEvent(true, true, name);
        CallResult found = pipe.win32().createEvent(false, false, name);

        assertThat(created.lastError()).isEqualTo(Win32Error.ERROR_SUCCESS);
        assertThat(found.lastError()).isEqualTo(Win32Error.ERROR_ALREADY_EXISTS);
        assertThat(found.ok()).isTrue();
        assertThat(pipe.win32().isSet(pipe.handle(found))).isTrue();
        assertThat(pipe.win32().isManualReset(pipe.handle(created))).isTrue();
    }

    @Test
    void a_missing_pipe_is_an_invalid_handle_with_2() {
        CallResult missing = pipe.win32().createFile("\\\\.\\pipe\\" + RealPipe.uniqueName("missing"), 0, 0);

        assertThat(missing.rawHandle()).isSameAs(Handle.INVALID);
        assertThat(missing.lastError()).isEqualTo(Win32Error.ERROR_FILE_NOT_FOUND);
    }

    @Test
    void a_success_leaves_the_marker_alone_and_a_failure_replaces_it() {
        ConformanceProbe win32 = pipe.win32();
        Handle event = pipe.event(true);
        assertThat(win32.setEvent(event).lastError()).isEqualTo(CallResult.UNCHANGED);

        win32.setLastError(MARKER);
        assertThat(win32.lastError()).contains(MARKER);
        assertThat(win32.setEvent(Handle.of(0xDEADBEE0L)).lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);
        assertThat(win32.lastError()).contains(Win32Error.ERROR_INVALID_HANDLE);

        win32.setLastError(MARKER);
        assertThat(win32.setEvent(event).ok()).isTrue();
        assertThat(win32.lastError().orElse(MARKER))
                .as("the marker, or unknown")
                .isEqualTo(MARKER);
    }

    @Test
    void each_thread_gets_the_errors_of_its_own_calls() {
        AtomicInteger wrong = new AtomicInteger();
        List<Actor> callers = new ArrayList<>();
        Operation idle = pipe.operation(1, pipe.event(true));
        callers.add(caller(
                "notFound",
                wrong,
                () -> pipe.win32().cancelIoEx(pipe.server(), idle.overlapped()),
                Win32Error.ERROR_NOT_FOUND));
        callers.add(caller(
                "badHandle", wrong, () -> pipe.win32().closeHandle(Handle.NULL), Win32Error.ERROR_INVALID_HANDLE));
        callers.add(caller(
                "badName",
                wrong,
                () -> pipe.win32().createNamedPipe("no pipe", 3, 0, 1, 0, 0, 0),
                Win32Error.ERROR_INVALID_NAME));
        Handle event = pipe.event(true);
        callers.add(caller("fine", wrong, () -> pipe.win32().setEvent(event), CallResult.UNCHANGED));

        assertThat(pipe.world().await("all callers", () -> callers.stream().allMatch(Actor::isDone), RealPipe.BOUND))
                .isTrue();

        assertThat(callers).extracting(Actor::failure).containsOnlyNulls();
        assertThat(wrong).hasValue(0);
        idle.release();
    }

    private Actor caller(String role, AtomicInteger wrong, Supplier<CallResult> call, int error) {
        return pipe.world().start(role, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                if (call.get().lastError() != error) {
                    wrong.incrementAndGet();
                }
            }
        });
    }
}
