package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.fault.FailPoint;

class ListCommandTest {

    @Test
    void names_every_scenario_and_every_writer_with_a_sentence() {
        Typed typed = Typed.type("list");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains(Catalogue.ofDefects().scenarioIds());
        assertThat(Catalogue.ofDefects().writers()).hasSizeGreaterThan(12).allSatisfy(writer -> {
            assertThat(writer.description()).endsWith(".");
            assertThat(typed.out()).contains("  " + writer.name()).contains(writer.description());
        });
    }

    @Test
    void names_every_fail_point() {
        assertThat(Typed.type("list", "points").out()).contains(FailPoint.names());
    }

    @Test
    void names_what_windows_may_answer_with_its_source() {
        assertThat(Typed.type("list", "outcomes").out())
                .containsPattern("CreateEvent\n +fail\\(ERROR_NO_SYSTEM_RESOURCES\\) +documented +surface +EV06");
    }

    @Test
    void shows_help_and_version() {
        assertThat(Typed.type("--help").out()).contains("triage").contains("Exit codes:");
        assertThat(Typed.type("run", "--help").out()).contains("--writer");
        assertThat(Typed.type("--version").out()).startsWith("pipefault ");
    }

    @Test
    void says_what_this_machine_can_run() {
        assertThat(Typed.type("doctor").out())
                .contains("simulated  ready")
                .contains("native")
                .contains("java");
    }
}
