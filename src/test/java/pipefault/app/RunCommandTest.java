package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in simulation, through the whole program. */
class RunCommandTest {

    @TempDir
    private Path temporary;

    private JsonNode json(String... arguments) throws IOException {
        Path file = temporary.resolve("result.json");
        List<String> line = new ArrayList<>(List.of("run", "--kernel", "simulated", "--json", file.toString()));
        line.addAll(List.of(arguments));
        Typed.type(line.toArray(String[]::new));
        return new ObjectMapper().readTree(Files.readString(file));
    }

    @Test
    void the_main_job_prints_the_matrix_and_ends_with_0() {
        Typed typed = Typed.type("run", "--kernel", "simulated");

        assertThat(typed.out())
                .containsPattern("D1-deadlock +wait-under-lock STUCK +RECOVERED +RECOVERED")
                .containsPattern("D2-event +as-shipped +STUCK +STUCK +RECOVERED")
                .contains(", simulated kernel, seed 1, ")
                .endsWith(": 0 unexpected\n");
        assertThat(typed.exitCode()).isZero();
    }

    @Test
    void the_file_for_machines_has_two_rows_for_each_expectation() throws IOException {
        JsonNode report = json();
        long expectations = Catalogue.ofDefects().scenarios().stream()
                .flatMap(scenario -> scenario.variants().stream())
                .flatMap(variant -> variant.expected().keySet().stream())
                .filter(Catalogue.ofDefects().groupOf()::containsKey)
                .count();

        assertThat(expectations).isGreaterThan(40);
        assertThat(report.path("runs")).hasSize((int) (2 * expectations)).allSatisfy(run -> {
            assertThat(run.path("asExpected").asBoolean()).isTrue();
            assertThat(run.path("expected").isArray()).isTrue();
        });
    }

    @Test
    void a_control_run_has_no_token_since_the_token_names_the_run_with_faults() throws IOException {
        JsonNode runs = json("D1-deadlock/pending", "--writer", "recovering").path("runs");

        assertThat(runs.findValuesAsText("phase")).containsExactly("control", "fault");
        assertThat(runs.get(0).path("token").isNull()).isTrue();
        assertThat(runs.get(1).path("token").asText()).startsWith("1.D1-deadlock.pending.recovering.1.");
    }

    @Test
    void the_same_seed_gives_the_same_traces_byte_for_byte() throws IOException {
        List<String> first = json("--seed", "7", "--repeat", "3").findValuesAsText("traceDigest");
        List<String> second = json("--seed", "7", "--repeat", "3").findValuesAsText("traceDigest");

        assertThat(first).hasSizeGreaterThan(200).isEqualTo(second);
    }

    @Test
    void repeated_runs_have_seeds_one_after_another() throws IOException {
        JsonNode runs = json("D1c-stall", "--writer", "recovering", "--seed", "40", "--repeat", "3")
                .path("runs");

        assertThat(runs.findValuesAsText("seed")).containsExactly("40", "40", "41", "41", "42", "42");
        assertThat(runs.findValuesAsText("repeat")).containsExactly("1", "1", "2", "2", "3", "3");
    }

    @Test
    void a_fault_that_never_fires_makes_the_run_not_exercised_and_shows_the_near_miss() {
        Typed typed = Typed.type(
                "run",
                "D1-deadlock/pending",
                "--writer",
                "recovering",
                "--kernel",
                "simulated",
                "--fault",
                "CancelIoEx#9 -> fail(5)");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .contains("The fault CancelIoEx#9 -> fail(ERROR_ACCESS_DENIED) never fired.")
                .contains("did not fire: CancelIoEx was called 1 time (1 by owner)")
                .contains("!: a bad verdict\n")
                .containsPattern("\n1 run and 1 control run, simulated kernel, seed 1, .*: 1 bad verdict\n$");
    }

    @Test
    void with_a_plan_of_the_user_nothing_is_expected_and_good_or_bad_decides() throws IOException {
        String plan = "CancelIoEx: fail(5)";
        Typed good = Typed.type("run", "D1a-memory", "--writer", "recovering", "--kernel=simulated", "--fault", plan);
        Typed bad = Typed.type("run", "D1a-memory", "--writer", "as-shipped", "--kernel=simulated", "--fault", plan);
        JsonNode runs =
                json("D1a-memory", "--writer", "as-shipped", "--fault", plan).path("runs");

        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).endsWith(": 0 bad verdicts\n");
        assertThat(bad.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(bad.out()).contains("MEMORY_UNSAFE !").contains("  replay    ");
        assertThat(runs)
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.path("expected").isNull()).isTrue());
    }

    @Test
    void a_plan_of_the_user_runs_each_distinct_script_once() throws IOException {
        assertThat(json("D4-late-error", "--writer", "recovering", "--fault", "CancelIoEx -> pass")
                        .path("runs"))
                .hasSize(2);
    }

    @Test
    void a_plan_may_come_from_a_file_with_the_marks_of_windows_editors() throws IOException {
        Path plan = Files.writeString(
                temporary.resolve("plan.txt"), "\uFEFF# the cancel fails\r\nCancelIoEx -> fail(5)\r\n");
        JsonNode runs = json("D1a-memory", "--writer", "recovering", "--fault", "@" + plan)
                .path("runs");

        assertThat(runs.path(1).path("plan").asText()).isEqualTo("CancelIoEx -> fail(ERROR_ACCESS_DENIED)");
    }

    @Test
    void a_report_folder_holds_the_matrix_and_the_whole_trace_of_each_bad_run() throws IOException {
        Path folder = temporary.resolve("report");
        Typed typed = Typed.type("run", "D1-deadlock", "--kernel", "simulated", "--report", folder.toString());

        assertThat(typed.exitCode()).isZero();
        assertThat(folder.resolve("summary.txt"))
                .content()
                .startsWith("Pipefault ")
                .endsWith(": 0 unexpected\n");
        assertThat(folder.resolve("runs/D1-deadlock.dispatched.wait-under-lock.seed1.txt"))
                .content()
                .contains(" -> fail 5 ERROR_ACCESS_DENIED *");
    }

    @Test
    void says_that_an_earlier_report_is_replaced() {
        String folder = temporary.resolve("report").toString();
        Typed first = Typed.type("run", "D1c-stall", "--kernel", "simulated", "--report", folder);
        Typed second = Typed.type("run", "D1c-stall", "--kernel", "simulated", "--report", folder);

        assertThat(first.err()).isEmpty();
        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).isEqualTo("pipefault: --report: replaces the report in " + folder + ", 5 files\n");
    }

    @Test
    void a_message_shows_the_driven_subject_and_counts_what_the_fresh_one_did() {
        Typed typed = Typed.type("run", "D1a-memory", "--writer", "as-shipped", "--kernel", "simulated", "--verbose");

        assertThat(typed.out())
                .containsPattern("\n +\\.\\.\\. \\d+ further events of the recovery phase\n")
                .containsPattern("\\[\\d+ locks? and unlocks? with nothing notable between left out]")
                .doesNotContain("fresh subject begins");
    }

    @Test
    void names_after_the_option_for_writers_may_be_scenarios() throws IOException {
        JsonNode runs = json("--writer", "recovering,as-shipped", "D1c-stall").path("runs");

        assertThat(runs.findValuesAsText("scenario")).hasSize(4).containsOnly("D1c-stall");
    }

    @Test
    void tells_of_every_run_when_asked() {
        Typed typed = Typed.type("run", "D1c-stall", "--writer", "as-shipped", "--kernel", "simulated", "--verbose");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .contains("D1c-stall held as-shipped (control) seed 1: UNAFFECTED")
                .contains("verdict   STUCK (as expected)");
    }
}
