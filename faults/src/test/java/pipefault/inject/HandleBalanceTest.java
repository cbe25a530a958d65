package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.Handle;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;

/** Every handle and wait object is closed exactly once, by its owner. */
class HandleBalanceTest {

    private final Subject subject = new Subject("");

    @Test
    void what_is_open_is_listed_in_the_order_of_creation() {
        Handle first = subject.event();
        subject.event();
        subject.wait(result -> {});

        assertThat(subject.api.closeHandle(first).ok()).isTrue();

        assertThat(subject.run.handles().open()).containsExactly("pipe", "event-2", "wait-1");
        assertThat(subject.objections(Property.HANDLES)).isEmpty();
    }

    @Test
    void a_second_close_is_a_finding_and_does_not_hit_whoever_has_the_value_now() {
        Handle first = subject.event();
        assertThat(subject.api.closeHandle(first).ok()).isTrue();
        Handle second = subject.event();
        assertThat(second.value()).as("re-used").isEqualTo(first.value());

        assertThat(subject.api.closeHandle(first).lastError()).isEqualTo(Win32Error.ERROR_INVALID_HANDLE);

        assertThat(subject.objections(Property.HANDLES))
                .containsExactly(
                        "CloseHandle on event-1, which was closed before; its value may belong to another by now");
        assertThat(subject.kernel.count("closeHandle")).isEqualTo(1);
        assertThat(subject.run.handles().open()).containsExactly("pipe", "event-2");
    }

    @Test
    void a_handle_with_a_re_used_value_is_closed_without_objection() {
        Handle first = subject.event();
        assertThat(subject.api.closeHandle(first).ok()).isTrue();

        assertThat(subject.api.closeHandle(subject.event()).ok()).isTrue();

        assertThat(subject.objections(Property.HANDLES)).isEmpty();
    }

    @Test
    void a_handle_that_is_not_the_subjects_stays_open() {
        Handle lent = Handle.of(0x500);
        subject.run.handles().given(lent, "lent pipe", false);

        assertThat(subject.api.closeHandle(lent).ok()).isTrue();

        assertThat(subject.objections(Property.HANDLES))
                .containsExactly("CloseHandle on lent pipe, which the subject does not own");
        assertThat(subject.kernel.calls).isEmpty();
        assertThat(subject.run.handles().seize(lent))
                .as("is to be closed by others")
                .isTrue();
    }

    @Test
    void a_handle_out_of_nowhere_is_not_closed() {
        assertThat(subject.api.closeHandle(Handle.of(0x500)).ok()).isFalse();

        assertThat(subject.objections(Property.HANDLES))
                .containsExactly("CloseHandle on an unknown object, which the subject never had");
        assertThat(subject.kernel.calls).isEmpty();
    }

    @Test
    void a_close_that_fails_may_be_tried_again_and_need_not() {
        Subject refused = new Subject("CloseHandle#1 -> fail(ERROR_INVALID_HANDLE)");
        Handle event = refused.event();

        assertThat(refused.api.closeHandle(event).ok()).isFalse();
        assertThat(refused.run.handles().open()).containsExactly("pipe");
        assertThat(refused.api.setEvent(event).ok()).isTrue();
        assertThat(refused.api.closeHandle(event).ok()).isTrue();

        assertThat(refused.objections(Property.HANDLES)).isEmpty();
        assertThat(refused.objections(Property.ARGUMENTS)).isEmpty();
        assertThat(refused.kernel.count("closeHandle")).isEqualTo(1);
    }

    @Test
    void a_close_that_was_performed_although_it_seemed_to_fail_is_not_performed_twice() {
        Subject refused = new Subject("CloseHandle#1 -> fail(ERROR_INVALID_HANDLE, performed)");
        Handle event = refused.event();

        assertThat(refused.api.closeHandle(event).ok()).isFalse();
        assertThat(refused.api.closeHandle(event).ok()).isFalse();

        assertThat(refused.objections(Property.HANDLES)).isEmpty();
        assertThat(refused.kernel.count("closeHandle")).isEqualTo(1);
    }

    @Test
    void a_wait_object_is_closed_once() {
        ThreadpoolWait wait = subject.wait(result -> {});
        subject.api.closeThreadpoolWait(wait);

        subject.api.closeThreadpoolWait(wait);

        assertThat(subject.objections(Property.HANDLES)).hasSize(1);
        assertThat(subject.kernel.count("closeThreadpoolWait")).isEqualTo(1);
        assertThat(subject.run.handles().open()).containsExactly("pipe");
    }

    @Test
    void a_handle_that_is_taken_back_need_not_be_closed() {
        subject.run.handles().takeBack(subject.pipe);

        assertThat(subject.run.handles().open()).isEmpty();
        assertThat(subject.objections(Property.HANDLES)).isEmpty();
    }

    @Test
    void a_handle_that_was_closed_before_it_is_taken_back_is_a_finding() {
        assertThat(subject.api.closeHandle(subject.pipe).ok()).isTrue();

        subject.run.handles().takeBack(subject.pipe);

        assertThat(subject.objections(Property.HANDLES))
                .containsExactly("CloseHandle on pipe, which the subject does not own: it was not opened");
        assertThat(subject.run.handles().seize(subject.pipe)).isFalse();
    }

    @Test
    void a_handle_that_is_seized_leaked_all_the_same_and_is_out_of_reach() {
        assertThat(subject.run.handles().seize(subject.pipe)).isTrue();
        assertThat(subject.run.handles().seize(subject.pipe)).isFalse();
        assertThat(subject.run.handles().open()).containsExactly("pipe");

        assertThat(subject.api.closeHandle(subject.pipe).ok()).isFalse();

        assertThat(subject.kernel.calls).isEmpty();
    }
}
