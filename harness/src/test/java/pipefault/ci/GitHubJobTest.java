package pipefault.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pipefault.ci.Checked.Outcome;

class GitHubJobTest {

    @TempDir
    private Path temporary;

    private static Checked failed(String name, String headline) {
        return new Checked("D1", name, 1, Outcome.FAILED, headline, "text", "./pipefault replay 1.x");
    }

    @Test
    void a_finding_is_one_line_with_the_command_that_shows_it_again() {
        assertThat(GitHubJob.annotations(List.of(
                        new Checked("D1", "fine", 1, Outcome.PASSED, "", "", ""),
                        failed("a, b: 100%", "50% lost\r\n::error::not a command"))))
                .containsExactly("::error title=D1 a%2C b%3A 100%25::"
                        + "50%25 lost%0D%0A::error::not a command%0A./pipefault replay 1.x");
    }

    @Test
    void as_many_findings_as_github_shows_are_all_there() {
        List<Checked> ten = Collections.nCopies(10, failed("a", "bad"));

        assertThat(GitHubJob.annotations(ten)).hasSize(10).noneMatch(line -> line.contains("more"));
    }

    @Test
    void of_more_findings_the_last_line_counts_the_rest() {
        List<String> lines = GitHubJob.annotations(Collections.nCopies(12, failed("a", "bad")));

        assertThat(lines).hasSize(10);
        assertThat(lines.get(9)).isEqualTo("::error title=Pipefault::and 3 more findings");
    }

    @Test
    void a_summary_shows_the_overview_and_each_finding_as_they_are() {
        assertThat(GitHubJob.summary("run", "D1  STUCK !\n", List.of(failed("a", "**bad** ```` <b>"))))
                .isEqualTo("""
                        ### pipefault run

                        ```text
                        D1  STUCK !
                        ```

                        `````text
                        D1 a
                        **bad** ```` <b>
                        ./pipefault replay 1.x
                        `````

                        """);
    }

    @Test
    void summaries_of_several_commands_follow_each_other() throws IOException {
        Path file = temporary.resolve("summary.md");

        GitHubJob.append(file, "one\n");
        GitHubJob.append(file, "two\n");

        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void a_step_never_has_more_than_github_takes() throws IOException {
        Path file = Files.writeString(temporary.resolve("summary.md"), "x".repeat(1000) + "\n");
        String matrix = "\u00E9".repeat(99) + "\n";

        GitHubJob.append(file, GitHubJob.summary("run", matrix.repeat(10_000), List.of()));
        GitHubJob.append(file, GitHubJob.summary("sweep", matrix.repeat(10_000), List.of()));

        assertThat(Files.size(file)).isBetween(GitHubJob.SUMMARY_BYTES - 1000L, (long) GitHubJob.SUMMARY_BYTES);
        assertThat(Files.readString(file)).contains("\n```\n\n*The rest does not fit here");
    }

    @Test
    void a_cut_closes_the_block_that_it_cuts() {
        String text = "head\n```text\n" + "line\n".repeat(100) + "```\n";

        IntStream.range(0, text.length()).forEach(room -> {
            String cut = GitHubJob.cut(text, room);
            assertThat(cut.length()).isLessThanOrEqualTo(room);
            assertThat(cut.lines().filter(line -> line.startsWith("```")).count() % 2)
                    .as("fences of %s", cut)
                    .isZero();
        });
    }
}
