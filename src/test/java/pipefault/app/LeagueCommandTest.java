package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.app.Typed.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeagueCommandTest {

    private static final Path GOLDEN = Path.of("test", "resources", "golden", "league.md");

    /** What no way finds, what all find at once, and what some do. */
    private static final String SPECIMENS = "no-join,closes-twice,unlock-after-wait";

    @TempDir
    private Path folder;

    private static Typed tiny(String... more) {
        String[] all = {"league", "--seeds", "2", "--budget", "10", "--only", SPECIMENS};
        String[] line = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, line, all.length, more.length);
        return type(line);
    }

    private static String withoutTime(String page) {
        return page.replaceFirst("\nIt took [0-9]+ seconds\\.\n$", "");
    }

    @Test
    void the_page_is_the_same_each_time() throws IOException {
        Typed typed = tiny();

        assertThat(typed.exitCode()).as(typed.err()).isZero();
        assertThat(typed.out()).endsWith(" seconds.\n");
        String page = withoutTime(typed.out());
        if ("write".equals(System.getProperty("pipefault.golden"))) {
            Files.writeString(GOLDEN, page);
        }
        assertThat(page).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void writes_the_page_to_a_file_and_replaces_an_earlier_one() throws IOException {
        Path file = folder.resolve("league.md");

        assertThat(tiny("--out", file.toString()).out()).isEmpty();
        assertThat(tiny("--out", file.toString()).exitCode()).isZero();
        assertThat(withoutTime(Files.readString(file))).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void what_somebody_else_has_written_stays() throws IOException {
        Path file = Files.writeString(folder.resolve("league.md"), "# My thesis\n");

        Typed typed = tiny("--out", file.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--out: " + file + " is there and was not written by Pipefault");
        assertThat(file).hasContent("# My thesis");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seeds 0|--seeds: a number from 1 to 1000, but was '0'",
                "--seeds many|--seeds: a number from 1 to 1000, but was 'many'",
                "--budget 1e3|--budget: a number from 1 to 1000000, but was '1e3'",
                "--only no-jion|--only: unknown specimen 'no-jion'",
                "--only no-jion|did you mean no-join?",
                "--only reads-unguarded|--only: no verdict tells of reads-unguarded: ",
            })
    void bad_input_is_one_message(String options, String message) {
        Typed typed = type(("league " + options).split(" "));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--budget 1", "--budget 9"})
    void a_small_budget_has_no_tenth(String budget) {
        Typed typed = type(("league --seeds 1 --only closes-twice " + budget).split(" "));

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("| plain repetition | 1.0 | 100 % |").containsOnlyOnce("| way | found |");
    }
}
