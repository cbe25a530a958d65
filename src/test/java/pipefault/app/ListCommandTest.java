package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import pipefault.fault.FailPoint;
import pipefault.fault.Outcome;

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
        String outcomes = Typed.type("list", "outcomes").out();

        assertThat(outcomes)
                .containsPattern("CreateEvent\n +fail\\(ERROR_NO_SYSTEM_RESOURCES\\) +documented +surface +EV06");
        assertThat(Stream.concat(Stream.of(Outcome.Level.values()), Stream.of(Outcome.Obligation.values())))
                .allSatisfy(word -> assertThat(outcomes).containsPattern("\n  " + word + "  +[a-z]"));
    }

    @Test
    void says_of_a_call_without_outcomes_why_it_has_none() {
        assertThat(Typed.type("list", "outcomes").out())
                .contains("\n  SetThreadpoolWait\n    none: returns nothing and cannot fail\n")
                .contains("\n  WriteFile\n    pending (cannot be injected) ");
    }

    @Test
    void shows_help_and_version() {
        assertThat(Typed.type("--help").out())
                .contains("triage")
                .contains("Exit codes:")
                .contains("130   interrupted");
        assertThat(Typed.type("run", "--help").out()).contains("--writer");
        assertThat(Typed.type("--version").out()).startsWith("pipefault ");
    }

    @Test
    void says_what_this_machine_can_run() {
        Typed typed = Typed.type("doctor");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("simulated  ready").contains("native").contains("java");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ends_with_4_if_the_kernel_that_is_needed_is_not_ready() {
        assertThat(Typed.type("doctor", "--kernel", "simulated").exitCode()).isZero();
        assertThat(Typed.type("doctor", "--kernel", "native").exitCode()).isEqualTo(ExitCode.NOT_AVAILABLE);
    }
}
