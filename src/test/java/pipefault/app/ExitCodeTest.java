package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.scenario.HarnessError;

class ExitCodeTest {

    @Test
    void is_0_if_every_verdict_is_expected() {
        assertThat(Typed.typeOn(FakeKernels.asExpected(), "run").exitCode()).isZero();
    }

    @Test
    void is_1_for_a_bad_verdict_of_a_good_writer() {
        Typed typed = Typed.typeOn(
                new FakeKernels(spec -> spec.factory().isSpecimen() ? FakeKernels.expected(spec) : Verdict.LEAKED),
                "run");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).contains("LEAKED !").contains("verdict   LEAKED (expected RECOVERED or UNAFFECTED)");
    }

    @Test
    void is_1_for_a_specimen_that_does_well() {
        Typed typed = Typed.typeOn(
                new FakeKernels(spec -> Verdict.UNAFFECTED), "run", "D1-deadlock", "--writer", "wait-forever");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).contains("verdict   UNAFFECTED (expected STUCK)");
    }

    @Test
    void tells_of_a_few_findings_in_full_and_of_some_in_a_line() {
        Typed typed = Typed.typeOn(new FakeKernels(spec -> Verdict.CORRUPTED), "run", "--repeat", "2");

        assertThat(typed.out().lines().filter(line -> line.startsWith("  verdict  ")))
                .hasSize(3);
        assertThat(typed.out().lines().filter(line -> line.startsWith("  replay  ")))
                .hasSize(23);
        assertThat(typed.out()).containsPattern("\nand [0-9]+ more\n");
    }

    @Test
    void is_3_if_a_run_is_an_error_of_the_harness() {
        Typed typed = Typed.typeOn(new FakeKernels(spec -> Verdict.HARNESS_ERROR), "run", "D1c-stall");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
    }

    @Test
    void is_3_without_a_stack_if_something_unforeseen_happens() {
        FakeKernels broken = new FakeKernels(spec -> {
            throw new HarnessError("the moon is full");
        });
        Typed typed = Typed.typeOn(broken, "run", "D1c-stall");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(typed.err()).contains("the moon is full").hasLineCount(1);
    }

    @Test
    void is_3_with_a_stack_for_those_who_ask() {
        FakeKernels broken = new FakeKernels(spec -> {
            throw new HarnessError("the moon is full");
        });
        Typed typed = Typed.typeOn(broken, "run", "D1c-stall", "--verbose");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(typed.err()).contains("\tat pipefault.app.");
    }

    @Test
    void is_that_of_the_process_under_wine_which_gets_the_whole_command_line() {
        FakeKernels kernels = FakeKernels.asExpected();
        Typed typed = Typed.typeOn(
                kernels,
                "run",
                "D1c-stall",
                "--writer",
                "recovering",
                "--kernel",
                "wine",
                "--seed",
                "-4",
                "--fault",
                "CancelIoEx: fail(5)",
                "--json",
                "/tmp/result.json");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(kernels.executed).isEmpty();
        assertThat(kernels.underWine)
                .isEqualTo(List.of(
                        "run",
                        "D1c-stall",
                        "--kernel",
                        "native",
                        "--seed=-4",
                        "--repeat",
                        "1",
                        "--writer",
                        "recovering",
                        "--fault",
                        "CancelIoEx -> fail(ERROR_ACCESS_DENIED)",
                        "--json",
                        "Z:\\tmp\\result.json"));
    }

    @Test
    void the_line_that_replays_a_run_names_the_kernel_where_it_is_not_the_default() {
        FakeKernels bad = new FakeKernels(spec -> Verdict.LEAKED);
        Surroundings windows = Typed.surroundings("Windows 11", Map.of());
        Surroundings wine = Typed.surroundings("Windows 10", Map.of(), Surroundings.UNDER_WINE, "true");

        assertThat(Typed.typeOn(bad, windows, "run", "D1c-stall").out())
                .containsPattern("  replay    pipefault replay [A-Za-z0-9_.-]+\n");
        assertThat(Typed.typeOn(bad, windows, "run", "D1c-stall", "--kernel", "simulated")
                        .out())
                .containsPattern("  replay    pipefault replay [A-Za-z0-9_.-]+ --kernel simulated\n");
        assertThat(Typed.typeOn(bad, wine, "run", "D1c-stall").out())
                .containsPattern("  replay    ./pipefault replay [A-Za-z0-9_.-]+ --kernel wine\n");
    }
}
