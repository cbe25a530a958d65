package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.platform.Win32Api;

/** What a performed failure hides is given back: nobody else could. */
class HiddenResultTest {

    @Test
    void a_hidden_event_is_closed() {
        Subject subject = new Subject("CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES, performed)");

        assertThat(subject.event().isValid()).isFalse();

        assertThat(subject.kernel.calls).containsExactly("createEvent", "closeHandle");
        assertThat(subject.run.handles().open()).containsExactly("pipe");
        assertThat(subject.objections(Property.HANDLES)).isEmpty();
    }

    @Test
    void both_ends_of_a_hidden_pipe_are_closed() {
        Subject subject = new Subject("CreatePipe#1 -> fail(ERROR_NO_SYSTEM_RESOURCES, performed)");

        assertThat(subject.api.createPipe(0).objectOrNull(Win32Api.PipeEnds.class))
                .isNull();

        assertThat(subject.kernel.calls).containsExactly("createPipe", "closeHandle", "closeHandle");
    }

    @Test
    void a_hidden_wait_object_is_closed() {
        Subject subject = new Subject("CreateThreadpoolWait#1 -> fail(ERROR_NOT_ENOUGH_MEMORY, performed)");

        assertThat(subject.api.createThreadpoolWait(result -> {}).threadpoolWaitOrNull())
                .isNull();

        assertThat(subject.kernel.calls).containsExactly("createThreadpoolWait", "closeThreadpoolWait");
        assertThat(subject.run.handles().open()).containsExactly("pipe");
    }
}
