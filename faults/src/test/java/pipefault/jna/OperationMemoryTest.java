package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;

/** The memory of an operation, while the kernel owns it and after. */
@Tag("native")
class OperationMemoryTest {

    private static final int ROUNDS = 30;

    @RegisterExtension
    final RealPipe pipe = new RealPipe();

    @Test
    void memory_that_nobody_started_anything_with_is_unpinned_at_once() {
        Operation operation = pipe.operation(10, Handle.NULL);
        assertThat(Pins.isPinned(operation)).isTrue();

        operation.release();
        operation.release();

        assertThat(Pins.isPinned(operation)).isFalse();
    }

    @Test
    void a_synchronous_failure_does_not_make_the_kernel_the_owner() {
        pipe.close(pipe.client());
        Operation write = pipe.operation(1, pipe.event(true));
        assertThat(pipe.write(write).lastError()).isEqualTo(Win32Error.ERROR_NO_DATA);
        assertThat(write.overlapped().internal()).isEqualTo(Overlapped.STATUS_PENDING);

        write.release();

        assertThat(Pins.isPinned(write)).isFalse();
    }

    @Test
    void memory_released_while_pending_is_quarantined_until_the_peer_drains() {
        Operation write = pipe.pendingWrite(pipe.event(true));

        write.release();

        assertThat(Pins.isPinned(write)).isTrue();
        churn();
        assertThat(pipe.read(2 * RealPipe.QUOTA)).isEqualTo(RealPipe.pattern(2 * RealPipe.QUOTA));
        pipe.waitFor("the end of the quarantine", () -> !Pins.isPinned(write));
        assertThat(write.overlapped().internal()).isEqualTo(NtStatus.SUCCESS.value());
    }

    @Test
    void what_is_handed_over_is_closed_in_order_after_the_late_completion() {
        Handle event = pipe.event(true);
        Operation write = pipe.pendingWrite(event);
        List<String> closed = new CopyOnWriteArrayList<>();

        write.releaseOnCompletion(
                () -> closed.add("first, complete: " + write.overlapped().hasIoCompleted()),
                () -> {
                    throw new IllegalStateException("thrown by the second");
                },
                () -> closed.add("third"));
        churn();
        assertThat(closed).isEmpty();
        assertThat(Pins.isPinned(write)).isTrue();
        assertThat(pipe.read(RealPipe.QUOTA)).hasSize(RealPipe.QUOTA);
        pipe.waitFor("the last closeable", () -> closed.contains("third"));

        assertThat(closed).containsExactly("first, complete: true", "third");
        assertThat(Pins.isPinned(write)).isFalse();
        assertThat(pipe.world().strayExceptions()).singleElement().asString().contains("thrown by the second");
    }

    @Test
    void what_is_handed_over_complete_is_closed_before_the_call_returns() {
        Operation write = pipe.operation(1, pipe.event(true));
        assertThat(pipe.write(write).ok()).isTrue();
        List<Thread> closers = new ArrayList<>();

        write.releaseOnCompletion(() -> closers.add(Thread.currentThread()));

        assertThat(closers).containsExactly(Thread.currentThread());
        assertThat(Pins.isPinned(write)).isFalse();
    }

    @Test
    void memory_that_only_the_kernel_knows_of_survives_the_collector() {
        Handle event = pipe.event(false);
        AtomicInteger fired = new AtomicInteger();
        for (int round = 0; round < ROUNDS; round++) {
            WeakReference<Operation> write = startAndForget(event, fired);
            churn();
            assertThat(write.get()).as("the operation of round %d", round).isNotNull();
            int soFar = fired.get();
            assertThat(pipe.read(2 * RealPipe.QUOTA)).isEqualTo(RealPipe.pattern(2 * RealPipe.QUOTA));
            pipe.waitFor("the callback of round " + round, () -> fired.get() == soFar + 1);
        }

        assertThat(fired).hasValue(ROUNDS);
        assertThat(pipe.world().strayExceptions()).isEmpty();
    }

    private WeakReference<Operation> startAndForget(Handle event, AtomicInteger fired) {
        Operation write = pipe.pendingWrite(event);
        ThreadpoolWait wait = pipe.threadpoolWait(result -> fired.incrementAndGet());
        pipe.win32().setThreadpoolWait(wait, event, Win32Error.INFINITE);
        return new WeakReference<>(write);
    }

    @Test
    void released_memory_goes_when_nobody_holds_it() {
        WeakReference<Operation> write = writeAndRelease();

        pipe.waitFor("the collector", () -> {
            System.gc();
            return write.get() == null;
        });

        assertThat(write.get()).isNull();
    }

    private WeakReference<Operation> writeAndRelease() {
        Operation write = pipe.operation(1, pipe.event(true));
        assertThat(pipe.write(write).ok()).isTrue();
        write.release();
        return new WeakReference<>(write);
    }

    @Test
    void memory_used_after_its_release_is_pinned_again() {
        Operation write = pipe.operation(2 * RealPipe.QUOTA, pipe.event(true));
        write.release();

        assertThat(pipe.write(write).isPending()).isTrue();
        assertThat(Pins.isPinned(write)).isTrue();

        assertThat(pipe.read(2 * RealPipe.QUOTA)).hasSize(2 * RealPipe.QUOTA);
        pipe.waitFor("the completion", () -> !Pins.isPinned(write));
    }

    @Test
    void a_status_told_of_a_pending_operation_covers_the_memory_until_the_kernel_writes_there() {
        Operation write = pipe.pendingWrite(pipe.event(true));

        pipe.win32().setStatus(write.overlapped(), NtStatus.CANCELLED.value(), 0);

        assertThat(write.overlapped().internal()).isEqualTo(NtStatus.CANCELLED.value());
        assertThat(pipe.result(write, true))
                .matches(result -> result.lastError() == Win32Error.ERROR_OPERATION_ABORTED && result.count() == 0);
        write.release();
        assertThat(Pins.isPinned(write)).as("in quarantine").isTrue();
        assertThat(pipe.read(2 * RealPipe.QUOTA)).hasSize(2 * RealPipe.QUOTA);
        pipe.waitFor("the end of the quarantine", () -> !Pins.isPinned(write));
        assertThat(write.overlapped().internal()).isEqualTo(NtStatus.SUCCESS.value());
        assertThat(pipe.result(write, false)).extracting(CallResult::count).isEqualTo(2L * RealPipe.QUOTA);
    }

    @Test
    void a_status_told_of_an_idle_operation_stands_in_the_memory() {
        Operation idle = pipe.operation(1, pipe.event(true));

        pipe.win32().setStatus(idle.overlapped(), Overlapped.STATUS_PENDING, 7);

        assertThat(pipe.result(idle, false)).isEqualTo(CallResult.failure(Win32Error.ERROR_IO_INCOMPLETE));
        assertThat(idle.overlapped().internalHigh()).isEqualTo(7);
        idle.release();
        assertThat(Pins.isPinned(idle)).isFalse();
    }

    @Test
    void a_range_outside_the_buffer_is_refused_before_the_kernel_sees_it() {
        Operation write = pipe.operation(10, pipe.event(true));

        assertThatThrownBy(() -> pipe.win32()
                        .writeFile(pipe.server(), write.data(), 5, 6, write.overlapped())
                        .ok())
                .isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(write.overlapped().internal()).isZero();
        assertThat(pipe.win32().isGuardIntact(write.overlapped())).isTrue();
        write.release();
    }

    @Test
    void the_end_of_the_world_takes_what_nobody_released() {
        Operation idle = pipe.operation(1, Handle.NULL);
        Operation pending = pipe.pendingWrite(pipe.event(true));

        pipe.world().close();

        assertThat(Pins.isPinned(idle)).isFalse();
        assertThat(Pins.isPinned(pending)).isTrue();
        assertThat(pipe.read(2 * RealPipe.QUOTA)).hasSize(2 * RealPipe.QUOTA);
    }

    /** Lets the collector run, and allocates over whatever it has freed. */
    private static void churn() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        for (int i = 0; i < 200; i++) {
            Memory memory = new Memory(JnaOverlapped.BYTES + 2L * RealPipe.QUOTA);
            memory.setMemory(0, memory.size(), (byte) 0x55);
            memory.close();
        }
    }
}
