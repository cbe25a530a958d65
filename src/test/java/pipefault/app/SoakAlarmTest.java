package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;

/** What a soak says when an oracle objects to a right writer, which happens on kernels of the test only. */
class SoakAlarmTest {

    private static Verdict verdict(String writer) {
        return writer.equals("polling") ? Verdict.STUCK : Verdict.RECOVERED;
    }

    @Test
    void an_alarm_is_an_error_of_ours_and_has_a_token() {
        FakeKernels kernels = new FakeKernels(spec -> verdict(spec.factory().name()));

        Typed typed = Typed.typeOn(kernels, "soak", "--runs", "100");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(typed.out())
                .containsPattern("  verdict   STUCK")
                .containsPattern("  replay    ./pipefault replay 1\\.\\S+\\.polling\\.")
                .containsPattern("  number    [0-9]+ of this soak")
                .containsPattern(": [0-9]+ alarms?\n");
    }

    @Test
    void a_fault_that_does_not_fire_is_none() {
        Typed typed = Typed.typeOn(new FakeKernels(spec -> Verdict.NOT_EXERCISED), "soak", "--runs", "50");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains(" 50 say nothing,");
    }

    @Test
    void a_native_run_that_comes_to_no_end_is_made_once_more_and_counted() {
        Set<Long> begun = ConcurrentHashMap.newKeySet();
        FakeKernels kernels =
                new FakeKernels(spec -> begun.add(spec.seed()) ? Verdict.HARNESS_ERROR : Verdict.RECOVERED);

        Typed typed = Typed.typeOn(kernels, "soak", "--kernel", "native", "--runs", "30");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains(", 30 once more, for the first time came to no end;");
    }

    @Test
    void a_native_run_that_comes_to_no_end_twice_is_an_alarm() {
        FakeKernels kernels = new FakeKernels(spec -> Verdict.HARNESS_ERROR);

        assertThat(Typed.typeOn(kernels, "soak", "--kernel", "native", "--runs", "3")
                        .exitCode())
                .isEqualTo(ExitCode.HARNESS_ERROR);
    }

    @Test
    void specimens_are_left_out() {
        FakeKernels kernels = FakeKernels.asExpected();

        assertThat(Typed.typeOn(kernels, "soak", "--runs", "200").exitCode()).isZero();
        assertThat(kernels.executed).noneMatch(spec -> spec.factory().isSpecimen());
    }

    @Test
    void under_wine_the_same_is_done_on_the_native_kernel() {
        FakeKernels kernels = FakeKernels.asExpected();

        Typed.typeOn(kernels, "soak", "--kernel", "wine", "--seconds", "5", "--seed", "3");

        assertThat(kernels.underWine).containsExactly("soak", "--kernel", "native", "--seed=3", "--seconds", "5");
    }
}
