package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pipefault.oracle.Verdict;

class ReportDirectoryTest {

    private static final Conditions CONDITIONS = new Conditions("0.1.0", "simulated", "Linux 6.1 amd64", 1);

    @TempDir
    private Path temporary;

    @Test
    void holds_the_summary_the_runs_and_a_file_for_each_bad_one() throws IOException {
        Path folder = temporary.resolve("made/when/missing");
        List<ReportedRun> runs =
                List.of(SampleRuns.stuck(), SampleRuns.good("D1-deadlock", "recovering", Verdict.RECOVERED));
        ReportDirectory report = ReportDirectory.prepare(folder);
        for (ReportedRun run : runs) {
            report.add(run);
        }
        report.finish("the matrix\n", CONDITIONS, runs);

        assertThat(folder.resolve("summary.txt"))
                .content()
                .isEqualTo("Pipefault 0.1.0, simulated kernel, Linux 6.1 amd64\n\nthe matrix\n");
        assertThat(folder.resolve("result.json")).content().isEqualTo(JsonReport.print(CONDITIONS, runs));
        assertThat(folder.resolve("runs"))
                .isDirectoryContaining(file -> file.endsWith("D1-deadlock.cancel-fails.wait-under-lock.seed1.txt"));
        assertThat(folder.resolve("runs").toFile().list()).hasSize(1);
    }

    @Test
    void a_second_report_replaces_the_first_and_nothing_else() throws IOException {
        ReportDirectory first = ReportDirectory.prepare(temporary);
        first.add(SampleRuns.stuck());
        first.finish("first\n", CONDITIONS, List.of());
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        ReportDirectory second = ReportDirectory.prepare(temporary);
        second.finish("second\n", CONDITIONS, List.of());

        assertThat(temporary.resolve("runs")).isEmptyDirectory();
        assertThat(temporary.resolve("notes.txt")).hasContent("mine");
        assertThat(temporary.resolve("summary.txt")).content().endsWith("second\n");
    }

    @Test
    void files_of_somebody_else_stay() throws IOException {
        Path runs = Files.createDirectories(temporary.resolve("runs"));
        Files.writeString(runs.resolve("marathon.txt"), "42 km");
        ReportDirectory.prepare(temporary).finish("", CONDITIONS, List.of());

        assertThat(runs.resolve("marathon.txt")).hasContent("42 km");
    }

    @Test
    void refuses_a_folder_that_is_a_file() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatIOException().isThrownBy(() -> ReportDirectory.prepare(file));
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
