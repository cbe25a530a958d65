package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with reports are read whole or refused; what is written replaces nothing. */
class ReportFilesTest {

    @TempDir
    private Path temporary;

    private static void assertRefused(Typed typed, String... hints) {
        assertThat(typed.err()).contains(hints).doesNotContain("\tat ");
        assertThat(typed.out()).isEmpty();
        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    private String write(byte[] content) throws IOException {
        return Files.write(temporary.resolve("report.yaml"), content).toString();
    }

    @Test
    void a_mistake_is_shown_with_file_line_and_column() throws IOException {
        String file = write("title: x\noriginn: y\n".getBytes(StandardCharsets.UTF_8));

        assertRefused(
                Typed.type("triage", file),
                "triage: " + file + ", line 2, column 1: unknown key of a report 'originn'",
                "\n  originn: y\n  ^\n",
                "did you mean origin? allowed: title, origin, subject, claims");
    }

    @Test
    void a_huge_file_is_refused() throws IOException {
        assertRefused(Typed.type("triage", write(new byte[(1 << 20) + 1])), "is larger than 1048576 bytes");
    }

    @Test
    void what_is_no_utf_8_is_shown_with_its_place() throws IOException {
        byte[] content = "title: x\norigin: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(
                Typed.type("triage", write(content)),
                ", line 2, column 12: the byte 0xE9 is no part of a text in UTF-8");
    }

    @Test
    void a_text_in_utf_8_is_read_with_its_mark_and_without() throws IOException {
        String file = write("\uFEFFtitle: caf\u00e9\n".getBytes(StandardCharsets.UTF_8));

        assertRefused(Typed.type("triage", file), ", line 1, column 1: the report has no 'origin'");
    }

    @Test
    void a_folder_is_no_report() {
        assertRefused(Typed.type("triage", temporary.toString()), "is a folder, and a defect report is needed");
    }

    @Test
    void the_skeleton_can_be_answered_as_it_stands() {
        String file = temporary.resolve("new.yaml").toString();
        Typed written = Typed.type("triage", "--new", file);
        Typed answered = Typed.type("triage", file, "--kernel", "simulated");

        assertThat(written.out()).startsWith("written: " + file + "; once it is filled in, ");
        assertThat(written.exitCode()).isZero();
        assertThat(answered.out()).contains("\n1     REPRODUCED ");
    }

    @Test
    void a_skeleton_is_written_over_nothing() throws IOException {
        Path file = Files.writeString(temporary.resolve("mine.yaml"), "mine");

        assertRefused(Typed.type("triage", "--new", file.toString()), "is there, and nothing is written over");
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_skeleton_needs_a_folder() {
        Typed typed = Typed.type(
                "triage", "--new", temporary.resolve("no").resolve("new.yaml").toString());

        assertThat(typed.err()).contains("there is no folder");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.HARNESS_ERROR);
    }

    @Test
    void a_test_is_written_over_nothing() throws IOException {
        Path mine = Files.writeString(temporary.resolve("Claim1Test.java"), "mine");
        String file = temporary.resolve("new.yaml").toString();
        Typed written = Typed.type("triage", "--new", file);

        assertThat(written.exitCode()).isZero();
        assertRefused(
                Typed.type("triage", file, "--as-test", temporary.toString()),
                "--as-test: " + mine + " is there, and nothing is written over");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void a_json_file_of_somebody_else_stays() throws IOException {
        Path mine = Files.writeString(temporary.resolve("mine.json"), "{\"mine\": 1}");

        assertRefused(Typed.type("triage", "--json", mine.toString()), "is there and was not written by Pipefault");
        assertThat(mine).hasContent("{\"mine\": 1}");
    }

    @Test
    void a_writer_and_a_budget_that_make_no_sense_are_refused() {
        assertRefused(Typed.type("triage", "--writer", "as-shiped"), "did you mean as-shipped?");
        assertRefused(Typed.type("triage", "--budget", "0"), "--budget: a number from 1 to 100000000, but was '0'");
    }
}
