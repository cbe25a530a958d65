package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.conformance.CaseResult.Outcome;

class ConformanceCommandTest {

    /** What the user was promised; it takes about a second. */
    private static final Duration ALL_FACTS = Duration.ofSeconds(10);

    @TempDir
    private Path temporary;

    private static Typed conformance(String... arguments) {
        List<String> line = new ArrayList<>(List.of("conformance", "--kernel", "simulated"));
        line.addAll(List.of(arguments));
        return Typed.type(line.toArray(String[]::new));
    }

    private Path script(String... lines) throws IOException {
        return Files.writeString(temporary.resolve("mine.txt"), String.join("\n", lines) + "\n");
    }

    private static void assertRefused(Typed typed, String... parts) {
        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .startsWith("pipefault: ")
                .containsOnlyOnce("pipefault: ")
                .contains(parts)
                .doesNotContain("\tat ");
    }

    @Test
    void every_fact_holds_on_the_simulated_kernel() {
        long start = System.nanoTime();
        Typed typed = conformance();

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out())
                .startsWith("tier 1: 83 of 83 facts hold; tier 2: 60 of 60 facts hold\n143 cases, simulated kernel, ")
                .endsWith(" s: 143 ok, 0 different, 0 skipped, 0 timed out\n");
        assertThat(typed.exitCode()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ALL_FACTS);
    }

    @Test
    void a_case_that_does_not_hold_is_told_on_one_line() throws IOException {
        Path file = script(
                "case M1", "do:", "pair S C out=10", "event E manual=1 => h=ok gle=5", "evstate E => set=1", "end");
        Path json = temporary.resolve("result.json");
        Typed typed = conformance(file.toString(), "--json", json.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out().lines())
                .first()
                .asString()
                .isEqualTo("M1 diff: " + file
                        + ", line 4: event E manual=1: expected h=ok gle=5, got h=ok gle=0; and 1 more step");
        assertThat(typed.out()).endsWith(": 0 ok, 1 different, 0 skipped, 0 timed out\n");
        JsonNode all = new ObjectMapper().readTree(Files.readString(json));
        assertThat(all.path("kernel").asText()).isEqualTo("simulated");
        assertThat(all.path("wine").isNull()).isTrue();
        assertThat(all.path("cases")).hasSize(1);
        JsonNode only = all.path("cases").path(0);
        assertThat(only.path("id").asText()).isEqualTo("M1");
        assertThat(only.path("result").asText()).isEqualTo("diff");
        assertThat(only.path("detail").asText())
                .isEqualTo(file + ", line 4: event E manual=1: expected h=ok gle=5, got h=ok gle=0; " + file
                        + ", line 5: evstate E: expected set=1, got set=0");
    }

    @Test
    void a_case_that_stands_still_is_a_result() throws IOException {
        Path file = script("case M1", "do:", "event E", "wait E ms=0xFFFFFFFF => w=0", "end");
        Typed typed = conformance(file.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).startsWith("M1 timeout: " + file + ", stood still in line 4, wait E ms=0xFFFFFFFF: ");
    }

    @Test
    void what_a_kernel_cannot_do_is_told_and_red() throws IOException {
        FakeKernels kernels = FakeKernels.asExpected();
        kernels.cases = script -> FakeKernels.result(script, Outcome.SKIP, "line 3, queueapc: no such call here");
        Typed typed = Typed.typeOn(kernels, "conformance", "--case", "GR13");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .startsWith("GR13 skip: facts3.txt, line 3, queueapc: no such call here\n")
                .endsWith(": 0 ok, 0 different, 1 skipped, 0 timed out\n");
    }

    @Test
    void chosen_cases_run_in_the_order_asked_for() {
        Typed typed = conformance("--verbose", "--case", "wr04", "CX01,WR04");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .containsPattern("^WR04 ok, \\d+ ms\nCX01 ok, \\d+ ms\n")
                .contains("tier 1: 2 of 2 facts hold\n2 cases, ");
    }

    @Test
    void a_file_behind_the_ids_is_still_a_file() throws IOException {
        Path file = script("case M1", "do:", "event E => h=ok", "end", "case M2", "do:", "event E => h=NULL", "end");

        assertThat(conformance("--case", "M1", file.toString()).exitCode()).isZero();
    }

    @Test
    void marks_of_windows_editors_do_not_matter() throws IOException {
        Path file = Files.writeString(
                temporary.resolve("mine.txt"),
                "\uFEFFcase M1\r\nsitu: \u00fcberall\r\ndo:\r\nevent E => h=ok\r\nend\r\n");

        assertThat(conformance(file.toString()).exitCode()).isZero();
    }

    @Test
    void a_script_that_makes_no_sense_is_shown_with_the_place() throws IOException {
        Path file = script("case M1", "do:", "pair S C", "wirte C len=1", "end");

        assertRefused(
                conformance(file.toString()),
                "conformance: " + file + ", line 4: unknown command",
                "  wirte C len=1\n  ^^^^^\n",
                "did you mean write? allowed: pipe, client,");
    }

    @ParameterizedTest
    @CsvSource({
        "--case, CX71, unknown case 'CX71', did you mean CX",
        "--case, '', unknown case '', known: ST01",
        "--kernel, wien, unknown kernel 'wien', did you mean wine?",
        "--jsn, x, unknown option '--jsn', did you mean --json?",
    })
    void a_word_that_makes_no_sense_is_shown_with_what_is_allowed(
            String option, String value, String what, String hint) {
        assertRefused(Typed.type("conformance", option, value), what, hint);
    }

    @Test
    void a_case_is_looked_for_in_the_files_only() throws IOException {
        Path file = script("case M1", "do:", "event E => h=ok", "end");

        assertRefused(conformance(file.toString(), "--case", "CX01"), "unknown case 'CX01'", "known: M1");
    }

    @Test
    void a_file_that_cannot_be_read_is_one_message() throws IOException {
        Path latin = Files.write(
                temporary.resolve("latin.txt"), "case M1\nsitu: \u00fcber\n".getBytes(StandardCharsets.ISO_8859_1));
        Path utf16 = Files.write(temporary.resolve("utf16.txt"), "\uFEFFcase M1\n".getBytes(StandardCharsets.UTF_16LE));
        Path huge = Files.write(temporary.resolve("huge.txt"), new byte[(1 << 20) + 1]);
        Path none = temporary.resolve("none.txt");

        assertRefused(conformance(latin.toString()), latin + ", line 2: the byte 0xFC at offset 14 is no UTF-8");
        assertRefused(conformance(utf16.toString()), utf16 + ", line 1: the byte 0xFF at offset 0 is no UTF-8");
        assertRefused(conformance(huge.toString()), huge + " is longer than 1048576 bytes");
        assertRefused(conformance(none.toString()), "there is no file " + none + " (looked in " + temporary + ")");
        assertRefused(conformance(temporary.toString()), temporary + " is a folder, and a file with cases is needed");
        assertRefused(conformance(""), "conformance: the name of a file is missing");
    }

    @Test
    void a_run_of_nothing_is_refused() throws IOException {
        assertRefused(
                conformance(script("# nothing").toString()), "holds no case; a case begins with a line 'case ID'");
        assertRefused(
                conformance(script("case M1", "do:", "event E", "end").toString()),
                "mine.txt, line 1: the case M1 expects nothing and could never fail");
    }

    @Test
    void two_cases_of_one_id_are_refused() throws IOException {
        Path file = script("case M1", "do:", "event E => h=ok", "end");
        Path other = Files.copy(file, temporary.resolve("other.txt"));

        assertRefused(
                conformance(file.toString(), other.toString()),
                "the id M1 stands twice: " + file + ", line 1, and " + other + ", line 1; give one of them another id");
    }

    @Test
    void results_that_cannot_be_written_are_refused_before_anything_runs() {
        FakeKernels kernels = FakeKernels.asExpected();
        kernels.cases = script -> {
            throw new AssertionError("nothing runs");
        };

        assertRefused(
                Typed.typeOn(kernels, "conformance", "--json", temporary.toString()),
                "--json: " + temporary + " is a folder");
    }

    @Test
    void an_error_leaves_the_results_of_before_alone() throws IOException {
        String before = "{\"version\": \"before\", \"kernel\": \"simulated\"}";
        Path json = Files.writeString(temporary.resolve("result.json"), before);
        FakeKernels kernels = FakeKernels.asExpected();
        kernels.cases = script -> {
            throw new IllegalStateException("told so by the test");
        };
        Typed typed = Typed.typeOn(kernels, "conformance", "--json", json.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(typed.err()).contains("told so by the test");
        assertThat(kernels.closed).isTrue();
        assertThat(temporary).isDirectoryNotContaining(path -> !path.equals(json));
        assertThat(json).hasContent(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_kernel_that_is_not_here_is_refused() {
        Typed typed = Typed.type("conformance", "--kernel", "native");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.NOT_AVAILABLE);
        assertThat(typed.err()).contains("--kernel native is not available here");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_is_named_as_the_user_names_it() {
        assertThat(WineJvm.ownPath(WineJvm.windowsPath(Path.of("mine.txt"))))
                .isEqualTo(Path.of("mine.txt").toAbsolutePath().toString());
        assertThat(WineJvm.ownPath("C:\\mine.txt")).isEqualTo("C:\\mine.txt");
    }

    @Test
    void under_wine_the_same_cases_are_asked_for_and_files_are_named_as_wine_does() throws IOException {
        Path file = script("case M1", "do:", "event E => h=ok", "end");
        FakeKernels kernels = FakeKernels.asExpected();
        Typed typed = Typed.typeOn(
                kernels, "conformance", file.toString(), "--case", "m1", "--kernel", "wine", "--json", "out.json");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(kernels.underWine)
                .containsExactly(
                        "conformance",
                        WineJvm.windowsPath(file),
                        "--kernel",
                        "native",
                        "--seed=1",
                        "--json",
                        WineJvm.windowsPath(Path.of("out.json")),
                        "--case",
                        "m1");
    }
}
