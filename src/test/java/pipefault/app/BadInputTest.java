package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.explore.Token;

class BadInputTest {

    @TempDir
    private Path temporary;

    /** Nothing was run, and one message says what is wrong. */
    private static void assertRefused(Typed typed, int exitCode, String... parts) {
        assertThat(typed.exitCode()).isEqualTo(exitCode);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .startsWith("pipefault: ")
                .containsOnlyOnce("pipefault: ")
                .contains(parts)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CancelIoExx#1 -> fail(5)   | unknown fail point 'CancelIoExx' at column 1 | did you mean CancelIoEx?",
                "CancelIoEx#1 -> fail(99999)| '99999' is no error code of Windows          | codes are 0 to 15999",
                "CancelIoEx#0 -> fail(5)    | counts calls from 1, but was 0 at column 12  | --fault: ",
                "CancelIoEx                 | at column 11                                 | --fault: ",
                "# nothing but a comment    | the plan holds no fault                      | leave --fault out",
            })
    void a_plan_that_makes_no_sense_is_shown_with_the_place(String plan, String what, String hint) {
        assertRefused(Typed.type("run", "--fault", plan), ExitCode.BAD_INPUT, what, hint);
    }

    @Test
    void a_plan_in_a_file_is_refused_with_the_name_of_the_file() throws IOException {
        Path file = Files.writeString(temporary.resolve("plan.txt"), "CancelIoEx#1 -> pass\nCancel -> pass");

        assertRefused(
                Typed.type("run", "--fault", "@" + file),
                ExitCode.BAD_INPUT,
                "in " + file,
                "at line 2, column 1",
                "unknown fail point 'Cancel'");
    }

    @Test
    void a_file_that_is_not_there_is_named_with_the_folder() {
        assertRefused(
                Typed.type("run", "--fault", "@no-such-file"),
                ExitCode.BAD_INPUT,
                "--fault: there is no file no-such-file (looked in "
                        + Path.of("").toAbsolutePath());
    }

    @Test
    void a_folder_is_no_plan() {
        assertRefused(Typed.type("run", "--fault", "@" + temporary), ExitCode.BAD_INPUT, "is a folder");
    }

    @ParameterizedTest
    @CsvSource({
        "run D1-deadlok, unknown scenario 'D1-deadlok', did you mean D1-deadlock?",
        "run D1-deadlock/dispached, unknown variant of D1-deadlock 'dispached', did you mean dispatched?",
        "run recovering, unknown scenario 'recovering', choose it with --writer recovering",
        "run --writer as-shiped, unknown writer 'as-shiped', did you mean as-shipped?",
        "run --kernel wien, unknown kernel 'wien', did you mean wine?",
        "run --kernel windows, unknown kernel 'windows', did you mean native?",
        "run --kernel Real, unknown kernel 'Real', native     the machine's own kernel32",
        "replay x --kernel sim, unknown kernel 'sim', did you mean simulated?",
        "doctor --kernel qnx, unknown kernel 'qnx', simulated  in pure Java",
        "run --sed 4, unknown option '--sed', did you mean --seed?",
        "run --seed x, --seed: a seed is a whole number, but was 'x'",
        "run --seed 1 --seed 2, --seed is given twice, once is allowed",
        "run --repeat 0, --repeat: counts from 1 to 1000000, but was '0'",
        "run --repeat 1000001, --repeat: counts from 1 to 1000000, but was '1000001'",
        "run --repeat many, --repeat: counts from 1, but was 'many'",
        "run --repeat 2 --seed 9223372036854775807, --repeat: 2 seeds, go beyond 64 bits",
        "run --kernel, --kernel needs a value, run: ",
        "run --json --seed 4, --json needs a value, run: ",
        "run D1a-memory --writer as-reported, nothing to run, list scenarios",
        "rnu, unknown command 'rnu', did you mean run?",
        "--verzion, unknown option '--verzion', did you mean --version?",
        "list outcome, unknown topic 'outcome', did you mean outcomes?",
        "replay, TOKEN is missing, replay: ",
        "replay a b, 'b' is one word too many, replay: ",
        "replay 1.D1-deadlock.pending.as-shipped.1.xxxx, the token is damaged, copy it again",
        "replay 1.D1-deadlok.pending.as-shipped.1.xxxx, the token is damaged, did you mean D1-deadlock?",
        "replay 1.D1-deadlock.pendin.as-shipped.1.xxxx, there is no variant 'pendin', did you mean pending?",
        "replay 1.D1-deadlock.pending.as-shiped.1.xxxx, there is no writer 'as-shiped', did you mean as-shipped?",
        "replay 1.D1-deadlock.pending.as-shipped.1.xx, ends with a check of 4 characters, 'xx' at column 36",
        "triage no-such-file.yaml, there is no file no-such-file.yaml, qwindowspipewriter",
    })
    void a_word_that_makes_no_sense_is_shown_with_what_is_allowed(String line, String what, String hint) {
        assertRefused(Typed.type(line.split(" ")), ExitCode.BAD_INPUT, what, hint);
    }

    @Test
    void a_command_is_needed_and_the_message_says_which_to_begin_with() {
        assertRefused(
                Typed.type(),
                ExitCode.BAD_INPUT,
                "a command is missing",
                "pipefault doctor ",
                "pipefault run ",
                "pipefault triage ",
                "pipefault sweep ",
                "--help");
    }

    @ParameterizedTest
    @CsvSource({
        "D1-deadlok, pending, as-shipped, unknown scenario 'D1-deadlok'",
        "D1-deadlock, pendin, as-shipped, unknown variant of D1-deadlock 'pendin'",
        "D1-deadlock, pending, as-shiped, unknown writer 'as-shiped'",
    })
    void a_token_of_something_that_is_gone_says_what(String scenario, String variant, String writer, String what) {
        String token = new Token(scenario, variant, writer, 1, null).text().orElseThrow();

        assertRefused(Typed.type("replay", token), ExitCode.BAD_INPUT, "replay: " + what, "did you mean");
    }

    @Test
    void a_file_that_cannot_be_written_is_refused_before_anything_runs() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertRefused(
                Typed.type(
                        "run", "--json", temporary.resolve("none/result.json").toString()),
                ExitCode.BAD_INPUT,
                "--json: there is no folder " + temporary.resolve("none"));
        assertRefused(
                Typed.type("run", "--json", temporary.toString()),
                ExitCode.BAD_INPUT,
                "--json: " + temporary + " is a folder");
        assertRefused(
                Typed.type("run", "--report", file.toString()), ExitCode.BAD_INPUT, "--report: " + file + " is a file");
    }

    @Test
    void a_folder_with_files_of_somebody_else_is_no_place_for_a_report() throws IOException {
        Path theirs = Files.writeString(temporary.resolve("summary.txt"), "mine");

        assertRefused(
                Typed.type("run", "--report", temporary.toString()),
                ExitCode.BAD_INPUT,
                "--report: " + theirs + " is there and belongs to no report of Pipefault",
                "a folder that is new, empty or holds an earlier report is needed");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_kernel_that_is_not_here_is_refused_with_what_to_do_instead() {
        assertRefused(
                Typed.type("run", "--kernel", "native"),
                ExitCode.NOT_AVAILABLE,
                "--kernel native is not available here",
                "allowed here: simulated, wine");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void wine_needs_the_checkout() {
        assertRefused(
                Typed.type("run", "--kernel", "wine"), ExitCode.NOT_AVAILABLE, "start this program as ./pipefault");
    }
}
