package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;

class TriageCommandTest {

    @Test
    void decides_every_claim_of_the_bundled_report_in_simulation() {
        Typed typed = Typed.type("triage", "--kernel", "simulated");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .containsPattern("(?m)^1 +REFUTED ")
                .containsPattern("(?m)^2 +REPRODUCED ")
                .containsPattern("(?m)^3 +REFUTED ")
                .containsPattern("(?m)^4 +REFUTED ")
                .containsPattern(
                        "D1a-memory: as-shipped shows MEMORY_UNSAFE\n +(./)?pipefault replay 1\\.D1a-memory\\.")
                .endsWith("4 claims: 1 reproduced, 3 refuted as stated; nearby 6 that the report does not name\n");
    }

    @Test
    void looks_at_verdicts_and_not_at_expectations() {
        Typed typed = Typed.typeOn(new FakeKernels(spec -> Verdict.STUCK), "triage");

        assertThat(typed.out()).endsWith("4 claims: 4 reproduced; nearby 6 that the report does not name\n");
    }

    @Test
    void cannot_refute_a_claim_where_nobody_shows_the_defect() {
        Typed typed = Typed.typeOn(new FakeKernels(spec -> Verdict.UNAFFECTED), "triage");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).containsPattern("(?m)^1 +INCONCLUSIVE ");
    }

    @Test
    void goes_to_wine_with_its_report() {
        FakeKernels kernels = FakeKernels.asExpected();
        Typed.typeOn(kernels, "triage", "--kernel", "wine");

        assertThat(kernels.underWine).containsExactly("triage", "qwindowspipewriter", "--kernel", "native", "--seed=1");
    }
}
