package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.simulation.Decision;

class WordsTest {

    private static final int DRIVER = 0;
    private static final int OWNER = 1;
    private static final int POOL = 2;

    private static String words(boolean canStay, int zero, String usual, int one, String chosen) {
        return Words.of(new Stub(Decision.Kind.NEXT_THREAD, canStay, List.of(zero, one), List.of(usual, chosen)), 1);
    }

    @Test
    void a_thread_goes_on_instead_of_one_that_could_or_before_one_that_gave_way() {
        assertThat(words(true, OWNER, "owner at Lock", POOL, "pool-1 at Callback"))
                .isEqualTo("pool-1 at Callback goes on instead of owner at Lock");
        assertThat(words(false, OWNER, "owner at Lock", POOL, "pool-1 at Callback"))
                .isEqualTo("pool-1 at Callback goes on before owner at Lock");
    }

    @Test
    void a_thread_that_has_made_its_call_returns_from_it() {
        assertThat(words(true, OWNER, "owner at Unlock (returning)", POOL, "pool-1 at Callback (returning)"))
                .isEqualTo("pool-1 returning from Callback goes on instead of owner returning from Unlock");
    }

    @Test
    void a_thread_at_its_start_starts() {
        assertThat(words(true, OWNER, "owner at Lock", POOL, "peer at its start"))
                .isEqualTo("peer starts instead of owner at Lock");
        assertThat(words(false, OWNER, "owner at Lock", POOL, "pool-1 at " + Decision.CALLBACK_START))
                .isEqualTo("pool-1 starts a callback before owner at Lock");
    }

    @Test
    void the_driver_is_just_that() {
        assertThat(words(false, DRIVER, "driver at CreateFile (returning)", POOL, "pool-1 at Lock"))
                .isEqualTo("pool-1 at Lock goes on before driver");
        assertThat(words(false, OWNER, "owner at Lock", DRIVER, "driver at CreateFile (returning)"))
                .isEqualTo("driver goes on before owner at Lock");
    }

    @Test
    void work_of_the_kernel_is_done_before_a_thread_goes_on() {
        assertThat(words(false, OWNER, "owner at Lock", Decision.KERNEL_WORK, "the end of WriteFile by owner is seen"))
                .isEqualTo("before owner at Lock goes on, the end of WriteFile by owner is seen");
        assertThat(words(
                        false,
                        Decision.KERNEL_WORK,
                        "the cancel of WriteFile by owner takes effect",
                        Decision.KERNEL_WORK,
                        "the end of ReadFile by peer is seen"))
                .isEqualTo("first the end of ReadFile by peer is seen,"
                        + " then the cancel of WriteFile by owner takes effect");
    }

    @Test
    void what_the_kernel_does_otherwise_happens_in_a_call() {
        Stub decision = new Stub(
                Decision.Kind.KERNEL,
                false,
                List.of(Decision.KERNEL_WORK, Decision.KERNEL_WORK),
                List.of("as usual", "the cancel takes effect later"));

        assertThat(Words.of(decision, 1)).isEqualTo("in CancelIoEx, the cancel takes effect later");
    }

    /** A decision that stands at a cancel. */
    private record Stub(Kind kind, boolean canStay, List<Integer> actors, List<String> labels) implements Decision {

        @Override
        public int options() {
            return labels.size();
        }

        @Override
        public int actor(int option) {
            return actors.get(option);
        }

        @Override
        public String label(int option) {
            return labels.get(option);
        }

        @Override
        public String call() {
            return "CancelIoEx (returning)";
        }

        @Override
        public String callOf(int option) {
            return "";
        }

        @Override
        public int index() {
            return 0;
        }
    }
}
