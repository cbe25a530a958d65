package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.oracle.Verdict;

class ReportDirectoryTest {

    private static final Conditions CONDITIONS = new Conditions("0.1.0", "simulated", "Linux 6.1 amd64", 1);

    private static final MatrixLayout LAYOUT = new MatrixLayout(List.of(), List.of());

    @TempDir
    private Path temporary;

    @Test
    void holds_the_summary_the_runs_and_a_file_for_each_bad_one() throws IOException {
        Path folder = temporary.resolve("made/when/missing");
        List<ReportedRun> runs =
                List.of(SampleRuns.stuck(), SampleRuns.good("D1-deadlock", "recovering", Verdict.RECOVERED));
        ReportDirectory report = ReportDirectory.prepare(folder, "0.1.0");
        for (ReportedRun run : runs) {
            report.add(run);
        }
        report.finish("the matrix\n", LAYOUT, CONDITIONS, runs);

        assertThat(folder.resolve("summary.txt"))
                .content()
                .isEqualTo("Pipefault 0.1.0, simulated kernel, Linux 6.1 amd64\n\nthe matrix\n");
        assertThat(folder.resolve("result.json")).content().isEqualTo(JsonReport.print(CONDITIONS, runs));
        assertThat(folder.resolve("runs"))
                .isDirectoryContaining(file -> file.endsWith("D1-deadlock.cancel-fails.wait-under-lock.seed1.txt"));
        assertThat(folder.resolve("runs").toFile().list()).hasSize(1);
    }

    @Test
    void a_second_report_replaces_the_first_and_nothing_else_and_says_how_much() throws IOException {
        ReportDirectory first = ReportDirectory.prepare(temporary, "0.1.0");
        first.add(SampleRuns.stuck());
        first.finish("first\n", LAYOUT, CONDITIONS, List.of());
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        Files.writeString(temporary.resolve("runs/notes.txt"), "mine, too");
        ReportDirectory second = ReportDirectory.prepare(temporary, "0.1.0");
        second.finish("second\n", LAYOUT, CONDITIONS, List.of());

        assertThat(first.replaced()).isZero();
        assertThat(second.replaced()).isEqualTo(5);
        assertThat(temporary.resolve("runs").toFile().list()).containsExactly("notes.txt");
        assertThat(temporary.resolve("notes.txt")).hasContent("mine");
        assertThat(temporary.resolve("summary.txt")).content().endsWith("second\n");
    }

    @Test
    void runs_that_differ_in_their_faults_only_have_files_of_their_own_which_a_second_report_replaces()
            throws IOException {
        ReportDirectory first = ReportDirectory.prepare(temporary, "0.1.0");
        first.add(SampleRuns.stuck());
        first.add(SampleRuns.stuck());

        assertThat(temporary.resolve("runs").toFile().list())
                .containsExactlyInAnyOrder(
                        "D1-deadlock.cancel-fails.wait-under-lock.seed1.txt",
                        "D1-deadlock.cancel-fails.wait-under-lock.seed1.2.txt");
        assertThat(ReportDirectory.prepare(temporary, "0.1.0").replaced()).isEqualTo(3);
        assertThat(temporary.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void an_unfinished_report_says_so_and_may_be_replaced() throws IOException {
        ReportDirectory.prepare(temporary, "0.1.0").add(SampleRuns.stuck());

        assertThat(temporary.resolve("summary.txt")).hasContent("Pipefault 0.1.0: this report is not finished.");
        assertThat(ReportDirectory.prepare(temporary, "0.1.0").replaced()).isEqualTo(2);
    }

    @Test
    void files_of_somebody_else_stay() throws IOException {
        Path runs = Files.createDirectories(temporary.resolve("runs"));
        Files.writeString(runs.resolve("marathon.txt"), "42 km");
        ReportDirectory.prepare(temporary, "0.1.0").finish("", LAYOUT, CONDITIONS, List.of());

        assertThat(runs.resolve("marathon.txt")).hasContent("42 km");
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary.txt", "result.json", "runs/a.b.c.seed1.txt"})
    void refuses_a_folder_where_a_file_of_somebody_else_would_be_lost(String name) throws IOException {
        Files.createDirectories(temporary.resolve("runs"));
        Path theirs = Files.writeString(temporary.resolve(name), "theirs");

        assertThatExceptionOfType(ForeignFile.class)
                .isThrownBy(() -> ReportDirectory.prepare(temporary, "0.1.0"))
                .withMessage(theirs + " is there and belongs to no report of Pipefault");
        assertThat(theirs).hasContent("theirs");
    }

    @Test
    void refuses_a_folder_that_is_a_file() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatIOException().isThrownBy(() -> ReportDirectory.prepare(file, "0.1.0"));
    }

    @Test
    void leaves_no_unfinished_file_behind() throws IOException {
        Path target = temporary.resolve("result.json");
        assertThatIOException()
                .isThrownBy(() -> TextFile.write(target, writer -> {
                    writer.write("half");
                    throw new IOException("disk full");
                }));

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void writes_through_a_link() throws IOException {
        Path real = Files.writeString(temporary.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(temporary.resolve("link.json"), real);
        TextFile.write(link, writer -> writer.write("new"));

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }
}
