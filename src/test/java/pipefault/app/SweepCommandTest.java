package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.oracle.Verdict;

class SweepCommandTest {

    private static final Pattern RUNS = Pattern.compile("([0-9]+) runs, simulated kernel, seed 0, [0-9.]+ s: ");
    private static final Pattern TOKEN = Pattern.compile("replay (1\\.\\S+)");

    @TempDir
    private Path temporary;

    private static String first(Pattern pattern, Typed typed) {
        Matcher found = pattern.matcher(typed.out());
        assertThat(found.find()).as("%s in %s", pattern, typed.out()).isTrue();
        return found.group(1);
    }

    @Test
    void the_recovering_writer_survives_the_plain_script_with_exit_code_0() {
        Typed typed = Typed.type("sweep", "--kernel", "simulated");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out())
                .startsWith("plain/all-methods, recovering\n")
                .containsPattern("\nCloseHandle +fail\\(ERROR_INVALID_HANDLE\\) +survived 4 of 4 +survived 4 of 4\n")
                .doesNotContain("broke ")
                .doesNotContain("untested")
                .endsWith(": 0 findings\n");
    }

    @Test
    void what_if_names_as_many_runs_as_the_sweep_makes_and_makes_none() {
        Typed whatIf = Typed.type("sweep", "--kernel", "simulated", "--what-if");
        Typed real = Typed.type("sweep", "--kernel", "simulated");

        assertThat(whatIf.exitCode()).isZero();
        assertThat(whatIf.out())
                .contains("only the control runs were made")
                .containsPattern("\nCloseHandle +fail\\(ERROR_INVALID_HANDLE\\) +5 runs +5 runs\n")
                .doesNotContain("survived");
        assertThat(first(RUNS, whatIf)).isEqualTo(first(RUNS, real));
    }

    @Test
    void a_finding_is_told_once_for_its_kind_and_its_token_shows_the_same() {
        Typed typed =
                Typed.type("sweep", "D1-deadlock/pending", "--writer", "no-completion-wait", "--kernel", "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .containsPattern("CancelIoEx +fail\\(ERROR_NOT_FOUND\\) +broke 1 of 1:")
                .containsOnlyOnce("  verdict   MEMORY_UNSAFE\n")
                .containsPattern("  more      [0-9]+ runs like this, with a fault at the same call")
                .containsPattern(": [0-9]+ findings of 1 kind\n");

        Typed replayed = Typed.type("replay", first(TOKEN, typed), "--kernel", "simulated");

        assertThat(replayed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(replayed.out())
                .contains("pending_bare, no-completion-wait, seed 0")
                .contains("  verdict   MEMORY_UNSAFE\n");
    }

    @Test
    void the_same_sweep_prints_the_same() {
        assertThat(sweptAsShipped()).isEqualTo(sweptAsShipped()).contains("broke 3 of 3");
    }

    private static String sweptAsShipped() {
        return Typed.type("sweep", "--writer", "as-shipped", "--kernel", "simulated")
                .out()
                .replaceAll("[0-9.]+ s: ", "");
    }

    @Test
    void the_json_file_holds_the_map() throws IOException {
        Path file = temporary.resolve("sweep.json");

        Typed typed = Typed.type(
                "sweep",
                "D2-event",
                "--writer",
                "ignores-null-event",
                "--kernel",
                "simulated",
                "--json",
                file.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        JsonNode report = new ObjectMapper().readTree(Files.readString(file));
        assertThat(report.path("kernel").asText()).isEqualTo("simulated");
        JsonNode sweep = report.at("/sweeps/0");
        assertThat(sweep.path("scenario").asText()).isEqualTo("D2-event");
        assertThat(sweep.path("variant").asText()).isEqualTo("no-event");
        assertThat(sweep.path("runs").asText()).isEqualTo(first(RUNS, typed));
        assertThat(sweep.path("cells")).anySatisfy(cell -> {
            assertThat(cell.path("call").asText()).isEqualTo("CreateEvent");
            assertThat(cell.path("state").asText()).isEqualTo("broke");
            assertThat(cell.at("/broke/0/token").asText()).startsWith("1.D2-event.no-event_bare.ignores-null-event.0.");
        });
    }

    @Test
    void a_writer_that_goes_wrong_without_a_fault_is_not_swept() {
        Typed typed = Typed.type("sweep", "--writer", "snapshot", "--kernel", "simulated");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .contains("untested")
                .contains("  verdict   MISREPORTED (expected UNAFFECTED)\n")
                .contains("  plan      none\n")
                .containsPattern(
                        "  replay    ./pipefault replay 1\\.plain\\.all-methods_bare\\.snapshot\\.0\\.[a-z0-9]{4}\n")
                .containsPattern("1 sweep, 0 runs, simulated kernel, seed 0, [0-9.]+ s: 1 finding\n");
    }

    @Test
    void what_the_control_runs_alone_have_shown_is_told_as_theirs() {
        Typed typed = Typed.type("sweep", "--writer", "snapshot", "--kernel", "simulated", "--what-if");

        assertThat(typed.out())
                .containsPattern(
                        "only the control runs were made; a sweep takes [0-9]+ runs, .*: 1 finding in the control runs\n");
    }

    @Test
    void an_error_of_the_harness_is_exit_code_3() {
        assertThat(Typed.typeOn(new FakeKernels(spec -> Verdict.HARNESS_ERROR), "sweep")
                        .exitCode())
                .isEqualTo(ExitCode.HARNESS_ERROR);
    }

    @Test
    void each_distinct_script_is_swept_with_each_writer_of_a_group() {
        FakeKernels kernels = new FakeKernels(spec -> Verdict.RECOVERED);
        Typed typed = Typed.typeOn(kernels, "sweep", "D1a-memory", "--writer", "as-reported", "--what-if");

        assertThat(typed.exitCode()).isZero();
        assertThat(kernels.executed.stream()
                        .map(spec ->
                                spec.variant().name() + " " + spec.factory().name())
                        .distinct())
                .containsExactly(
                        "cancel-fails_bare wait-under-lock",
                        "cancel-fails_bare wait-forever",
                        "cancel-fails_bare snapshot",
                        "cancel-fails_bare flag-after-post",
                        "cancel-fails_bare no-join",
                        "cancel-fails_bare late-check");
    }

    @Test
    void the_process_under_wine_gets_the_whole_command_line() {
        FakeKernels kernels = FakeKernels.asExpected();
        Typed typed = Typed.typeOn(
                kernels,
                "sweep",
                "--writer",
                "recovering",
                "plain",
                "--kernel",
                "wine",
                "--what-if",
                "--verbose",
                "--seed",
                "7",
                "--json",
                "/tmp/map.json");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(kernels.executed).isEmpty();
        assertThat(kernels.underWine)
                .isEqualTo(List.of(
                        "sweep",
                        "plain",
                        "--kernel",
                        "native",
                        "--seed=7",
                        "--writer",
                        "recovering",
                        "--what-if",
                        "--json",
                        "Z:\\tmp\\map.json",
                        "--verbose"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sweep plian                      | sweep: unknown scenario 'plian'       | did you mean plain?",
                "sweep plain/all                  | unknown variant of plain 'all'        | all-methods",
                "sweep plain/all-methods_bare     | unknown variant of plain              | all-methods",
                "sweep --writer recovring         | --writer: unknown writer 'recovring'  | did you mean recovering?",
                "sweep --seed x                   | --seed: a seed is a whole number      | but was 'x'",
                "sweep --kernel wien              | unknown kernel 'wien'                 | did you mean wine?",
                "sweep --json no-such-folder/map  | --json: there is no folder            | no-such-folder",
                "sweep --fault x                  | --fault                               | ''",
            })
    void bad_input_is_refused_with_one_message(String line, String what, String hint) {
        Typed typed = Typed.type(line.strip().split(" +", -1));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .startsWith("pipefault: ")
                .contains(what)
                .contains(hint)
                .doesNotContain("\tat ");
    }
}
