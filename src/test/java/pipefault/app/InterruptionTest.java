package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final List<String> done = new ArrayList<>();
    private final List<Runnable> hooks = new ArrayList<>();

    private Interruption watch() {
        return Interruption.watch(() -> done.add("reaction"), hooks::add, hooks::remove);
    }

    @Test
    void somebody_who_interrupts_gets_the_reaction_once() {
        Interruption interruption = watch();

        hooks.get(0).run();
        interruption.end();
        hooks.get(0).run();

        assertThat(done).containsExactly("reaction");
    }

    @Test
    void nothing_is_left_of_a_command_that_has_ended() {
        watch().end();

        assertThat(hooks).isEmpty();
        assertThat(done).isEmpty();
    }

    @Test
    void a_command_may_end_after_the_process_has_begun_to() {
        Interruption interruption = Interruption.watch(() -> done.add("reaction"), hooks::add, hook -> {
            throw new IllegalStateException("Shutdown in progress");
        });

        assertThatCode(interruption::end).doesNotThrowAnyException();
        hooks.get(0).run();

        assertThat(done).isEmpty();
    }
}
