package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;

/** How long a closed thread-pool wait is kept: until no callback can come any more. */
@Tag("native")
class ForgottenWaitTest {

    private static final Duration BOUND = Duration.ofSeconds(15);

    private final List<Throwable> strays = new CopyOnWriteArrayList<>();
    private final List<Integer> results = new CopyOnWriteArrayList<>();
    private final JnaKernel kernel = JnaKernel.open(strays::add);
    private final JnaWin32Api win32 = (JnaWin32Api) kernel.win32();
    private final Handle event = win32.createEvent(true, false, null).rawHandle();

    @AfterEach
    void close() {
        assertThat(win32.closeHandle(event).ok()).isTrue();
        kernel.close();
    }

    private JnaThreadpoolWait threadpoolWait(ThreadpoolWait.Callback callback) {
        return (JnaThreadpoolWait)
                Objects.requireNonNull(win32.createThreadpoolWait(callback).threadpoolWaitOrNull());
    }

    private void arm(JnaThreadpoolWait wait) {
        win32.setThreadpoolWait(wait, event, Win32Error.INFINITE);
    }

    @Test
    void one_that_was_never_armed_is_forgotten_at_its_close() {
        JnaThreadpoolWait wait = threadpoolWait(results::add);
        assertThat(wait.isKnown()).isTrue();

        win32.closeThreadpoolWait(wait);

        assertThat(wait.isKnown()).isFalse();
        assertThat(strays).isEmpty();
    }

    @Test
    void one_that_was_ended_in_the_safe_order_is_forgotten() {
        JnaThreadpoolWait wait = threadpoolWait(results::add);
        arm(wait);

        win32.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
        win32.waitForThreadpoolWaitCallbacks(wait, true);
        win32.closeThreadpoolWait(wait);

        assertThat(wait.isKnown()).isFalse();
    }

    @Test
    void one_that_is_closed_armed_is_kept_because_nothing_proves_that_no_callback_comes() {
        JnaThreadpoolWait wait = threadpoolWait(results::add);
        arm(wait);

        win32.closeThreadpoolWait(wait);

        assertThat(wait.isKnown()).isTrue();
        assertThat(results).isEmpty();
    }

    @Test
    void one_that_is_closed_in_its_callback_is_forgotten_after_it() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayGo = new CountDownLatch(1);
        JnaThreadpoolWait wait = threadpoolWait(result -> {
            inside.countDown();
            try {
                assertThat(mayGo.await(15, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts a pool thread", e);
            }
        });
        arm(wait);
        assertThat(win32.setEvent(event)).isSameAs(CallResult.success());
        assertThat(inside.await(15, TimeUnit.SECONDS)).isTrue();

        win32.closeThreadpoolWait(wait);
        assertThat(wait.isKnown()).isTrue();
        mayGo.countDown();

        await("the end of the callback").atMost(BOUND).until(() -> !wait.isKnown());
        assertThat(strays).isEmpty();
    }

    @Test
    void a_callback_that_nobody_knows_is_reported_to_every_open_kernel() {
        long stranger = Kernel32.CreateThreadpoolWait(JnaThreadpoolWait.NATIVE_CALLBACK, -1, 0);
        assertThat(stranger).isNotZero();

        Kernel32.SetThreadpoolWait(stranger, event.value(), null);
        assertThat(win32.setEvent(event).ok()).isTrue();
        await("the report").atMost(BOUND).until(() -> !strays.isEmpty());
        Kernel32.WaitForThreadpoolWaitCallbacks(stranger, 0);
        Kernel32.CloseThreadpoolWait(stranger);

        assertThat(strays).singleElement().asString().contains("forgotten, number -1");
    }
}
