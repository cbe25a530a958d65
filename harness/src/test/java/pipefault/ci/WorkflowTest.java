package pipefault.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workflows of this project; nobody but GitHub runs them, so a mistake in one would show late. */
class WorkflowTest {

    private static final Path FOLDER = Path.of("..", ".github", "workflows");

    private static final String RIGHT = """
            name: CI
            on: [push]
            permissions:
              contents: read
            jobs:
              check:
                runs-on: ubuntu-latest
                timeout-minutes: 20
                steps:
                  - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
                  - run: ./mvnw verify
            """;

    @Test
    void ours_are_right() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Workflow.problems(Files.readString(file)))
                            .as("%s", file)
                            .isEmpty());
        }
    }

    @Test
    void keeps_what_the_kernel_answered_and_on_failure_the_report() throws IOException {
        String ours = Files.readString(FOLDER.resolve("ci.yml")).replace("\r\n", "\n");

        assertThat(ours)
                .containsPattern(
                        "if: always\\(\\)\n        uses: actions/upload-artifact@[^$]*\\$[^$]*conformance\\.json\n")
                .containsPattern(
                        "if: failure\\(\\)\n        uses: actions/upload-artifact@[^$]*\\$[^$]*pipefault-report/\n");
    }

    @Test
    void the_one_that_users_copy_is_right() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "ci.md")).replace("\r\n", "\n");
        Matcher workflow = Pattern.compile("## GitHub Actions\n.*?```yaml\n(.*?)```\n", Pattern.DOTALL)
                .matcher(page);

        assertThat(workflow.find()).isTrue();
        assertThat(Workflow.problems(workflow.group(1))).isEmpty();
    }

    @Test
    void a_right_one_has_no_problems() {
        assertThat(Workflow.problems(RIGHT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@08c6903cd8c0fde910a37f88322edcfb5dd907a8 | @v5                  | not pinned by the 40 digits",
                "@08c6903cd8c0fde910a37f88322edcfb5dd907a8 | @08c6903             | not pinned by the 40 digits",
                "timeout-minutes: 20                       | timeout-minutes: 600 | no 'timeout-minutes' from 1 to 60",
                "timeout-minutes: 20                       | timeout-minuts: 20   | unknown key 'timeout-minuts'",
                "contents: read                            | contents: write      | only for reading",
                "permissions:                              | env:                 | no 'permissions'",
                "name: CI                                  | on: pull_request     | duplicate key",
                "run: ./mvnw verify                        | name: nothing        | needs either 'uses' or 'run'",
                "./mvnw verify                | 'echo ${{ github.event.issue.title }}' | text of strangers",
                "jobs:                                     | jobs: [              | is no YAML",
            })
    void each_mistake_is_named(String right, String wrong, String problem) {
        assertThat(RIGHT).contains(right);
        assertThat(Workflow.problems(RIGHT.replace(right, wrong)))
                .isNotEmpty()
                .anySatisfy(each -> assertThat(each).contains(problem));
    }
}
