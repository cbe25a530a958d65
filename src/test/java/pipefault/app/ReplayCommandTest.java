package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pipefault.explore.Token;
import pipefault.explore.Way;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Verdict;

class ReplayCommandTest {

    /** The default run of the plain script. */
    private static final String FOUND = new Way("plain", "all-methods", "recovering", false, List.of()).text();

    private static String token(String writer, FaultPlan plan) {
        return new Token("D1-deadlock", "dispatched", writer, 11, plan).text().orElseThrow();
    }

    @Test
    void shows_everything_that_passed_the_same_each_time() {
        String token = new Token("D1-deadlock", "dispatched", "wait-under-lock", 11, null)
                .text()
                .orElseThrow();
        Typed first = Typed.type("replay", token, "--kernel", "simulated");
        Typed second = Typed.type("replay", token, "--kernel", "simulated");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .contains("verdict   STUCK (as expected)")
                .contains(" -> fail 5 ERROR_ACCESS_DENIED *")
                .doesNotContain("left out")
                .contains(token)
                .isEqualTo(second.out());
    }

    @Test
    void keeps_the_plan_that_the_token_carries() {
        Typed typed = Typed.type(
                "replay",
                token("recovering", FaultPlan.parse("CancelIoEx#9 -> fail(ERROR_NOT_FOUND)")),
                "--kernel",
                "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).contains("verdict   NOT_EXERCISED").contains("CancelIoEx#9 -> fail(ERROR_NOT_FOUND)");
    }

    @Test
    void follows_the_token_of_a_search_on_the_native_kernel() {
        FakeKernels kernels = new FakeKernels(spec -> Verdict.RECOVERED);

        Typed typed = Typed.typeOn(kernels, "replay", FOUND, "--kernel", "native");

        assertThat(typed.exitCode()).isZero();
        assertThat(kernels.executed)
                .singleElement()
                .satisfies(spec -> assertThat(spec.scenario().id()).isEqualTo("plain"));
        assertThat(typed.out()).contains("verdict on this kernel RECOVERED, in simulation RECOVERED");
    }

    @Test
    void goes_to_wine_with_the_token_of_a_search() {
        FakeKernels kernels = FakeKernels.asExpected();

        Typed.typeOn(kernels, "replay", FOUND, "--kernel", "wine");

        assertThat(kernels.underWine).containsExactly("replay", FOUND, "--kernel", "native");
    }

    @Test
    void goes_to_wine_with_the_token() {
        FakeKernels kernels = FakeKernels.asExpected();
        String token = token("recovering", FaultPlan.parse("CancelIoEx -> pass"));
        Typed.typeOn(kernels, "replay", token, "--kernel", "wine");

        assertThat(kernels.underWine).containsExactly("replay", token, "--kernel", "native");
    }

    @Test
    void a_damaged_token_of_a_bare_script_blames_no_name_that_is_known() {
        Typed typed = Typed.type("replay", "1.plain.all-methods_bare.snapshot.0.aaaa", "--kernel", "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err())
                .contains("the token is damaged", "copy it again in full")
                .doesNotContain("there is no");
    }

    @Test
    void a_damaged_token_names_the_variant_that_nobody_knows() {
        Typed typed = Typed.type("replay", "1.plain.all-methds.snapshot.0.aaaa", "--kernel", "simulated");

        assertThat(typed.err()).contains("there is no variant 'all-methds'", "did you mean all-methods?");
    }

    @Test
    void a_report_holds_a_picture_of_the_run_that_a_token_names(@TempDir Path temporary) {
        String token = new Token("D1-deadlock", "dispatched", "wait-under-lock", 11, null)
                .text()
                .orElseThrow();
        Path folder = temporary.resolve("report");
        Typed typed = Typed.type("replay", token, "--kernel", "simulated", "--report", folder.toString());

        assertThat(typed.exitCode()).isZero();
        assertThat(folder.resolve("index.html")).content().contains("\"moment\":\"the circle of waits is closed\"");
        assertThat(folder.resolve("trace.json")).content().contains("decisive moment");
        assertThat(folder.resolve("summary.txt")).content().contains("wait-under-lock", "STUCK");
    }

    @Test
    void a_report_holds_a_picture_of_what_a_search_has_found(@TempDir Path temporary) {
        Path folder = temporary.resolve("report");
        Typed typed = Typed.type("replay", FOUND, "--kernel", "simulated", "--report", folder.toString());

        assertThat(typed.exitCode()).isZero();
        assertThat(folder.resolve("index.html")).content().contains("\"scenario\":\"plain\"");
    }

    @Test
    void goes_to_wine_with_the_folder_of_a_report() {
        FakeKernels kernels = FakeKernels.asExpected();

        Typed.typeOn(kernels, "replay", FOUND, "--kernel", "wine", "--report", "/folder");

        assertThat(kernels.underWine).containsExactly("replay", FOUND, "--kernel", "native", "--report", "Z:\\folder");
    }
}
