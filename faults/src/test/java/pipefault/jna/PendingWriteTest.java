package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Win32Error;

/** A write that does not fit the quota of the pipe. */
@Tag("native")
class PendingWriteTest {

    @RegisterExtension
    final RealPipe pipe = new RealPipe();

    @Test
    void a_write_that_fits_the_quota_completes_at_once() {
        Handle event = pipe.event(true);
        Operation write = pipe.operation(RealPipe.QUOTA, event);

        CallResult result = pipe.write(write);

        assertThat(result.ok()).isTrue();
        assertThat(result.count()).isEqualTo(RealPipe.QUOTA);
        assertThat(pipe.win32().isSet(event)).isTrue();
        assertThat(write.overlapped().internal()).isEqualTo(NtStatus.SUCCESS.value());
        assertThat(write.overlapped().internalHigh()).isEqualTo(RealPipe.QUOTA);
        assertThat(pipe.read(RealPipe.QUOTA)).isEqualTo(RealPipe.pattern(RealPipe.QUOTA));
        write.release();
    }

    @Test
    void one_byte_more_is_pending_until_the_peer_has_read_it() {
        Handle event = pipe.event(true);
        Operation write = pipe.operation(RealPipe.QUOTA + 1, event);

        CallResult result = pipe.write(write);

        assertThat(result).isSameAs(CallResult.pending());
        assertThat(write.overlapped().internal()).isEqualTo(NtStatus.PENDING.value());
        assertThat(pipe.result(write, false)).isEqualTo(CallResult.failure(Win32Error.ERROR_IO_INCOMPLETE));
        assertThat(pipe.read(1)).isEqualTo(RealPipe.pattern(1));
        CallResult ended = pipe.result(write, true);
        assertThat(ended.ok()).isTrue();
        assertThat(ended.count()).isEqualTo(RealPipe.QUOTA + 1);
        write.release();
    }

    @Test
    void a_cancelled_write_ends_with_995_and_count_0() {
        Operation write = pipe.pendingWrite(pipe.event(true));

        assertThat(pipe.win32().cancelIoEx(pipe.server(), write.overlapped()).ok())
                .isTrue();

        CallResult ended = pipe.result(write, true);
        assertThat(ended.ok()).isFalse();
        assertThat(ended.lastError()).isEqualTo(Win32Error.ERROR_OPERATION_ABORTED);
        assertThat(ended.count()).isZero();
        assertThat(pipe.win32().cancelIoEx(pipe.server(), write.overlapped()))
                .isEqualTo(CallResult.failure(Win32Error.ERROR_NOT_FOUND));
        write.release();
    }

    @Test
    void a_write_ends_with_109_when_the_peer_closes() {
        Operation write = pipe.pendingWrite(pipe.event(true));

        pipe.close(pipe.client());

        CallResult ended = pipe.result(write, true);
        assertThat(ended.lastError()).isEqualTo(Win32Error.ERROR_BROKEN_PIPE);
        assertThat(ended.count()).isZero();
        Operation next = pipe.operation(1, pipe.event(true));
        assertThat(pipe.write(next).lastError()).isEqualTo(Win32Error.ERROR_NO_DATA);
        assertThat(next.overlapped().hasIoCompleted())
                .as("a synchronous failure leaves 0x103")
                .isFalse();
        write.release();
        next.release();
    }

    @Test
    void getOverlappedResultEx_gives_up_with_258_and_the_write_goes_on() {
        Operation write = pipe.pendingWrite(pipe.event(true));

        assertThat(pipe.win32().getOverlappedResultEx(pipe.server(), write.overlapped(), 0, false))
                .isEqualTo(CallResult.failure(Win32Error.ERROR_IO_INCOMPLETE));
        long start = System.nanoTime();
        assertThat(pipe.win32().getOverlappedResultEx(pipe.server(), write.overlapped(), 60, false))
                .isEqualTo(CallResult.failure(Win32Error.WAIT_TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(40));

        assertThat(pipe.read(2 * RealPipe.QUOTA)).isEqualTo(RealPipe.pattern(2 * RealPipe.QUOTA));
        assertThat(pipe.result(write, true).count()).isEqualTo(2 * RealPipe.QUOTA);
        write.release();
    }

    @Test
    void an_event_gives_back_the_handle_that_was_set() {
        Handle event = pipe.event(true);
        Operation write = pipe.operation(1, event);

        assertThat(write.overlapped().event()).isSameAs(event);
        assertThat(write.overlapped()).isSameAs(write.overlapped());
        assertThat(write.data()).isSameAs(write.data());
        write.release();
    }
}
