package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakCommandTest {

    private static final Pattern DIGEST = Pattern.compile("; digest ([0-9a-f]{16})\n");

    @TempDir
    private Path temporary;

    private static String digest(Typed typed) {
        Matcher found = DIGEST.matcher(typed.out());
        assertThat(found.find()).as(typed.out()).isTrue();
        return found.group(1);
    }

    private static Typed soak(String... more) {
        String[] all = new String[3 + more.length];
        System.arraycopy(new String[] {"soak", "--kernel", "simulated"}, 0, all, 0, 3);
        System.arraycopy(more, 0, all, 3, more.length);
        return Typed.type(all);
    }

    @Test
    void right_writers_raise_no_alarm() {
        Typed typed = soak("--runs", "500");

        assertThat(typed.out())
                .startsWith("500 runs of 14 right writers, simulated kernel, seed 1, ")
                .contains(": no alarm\n")
                .contains(" 50 were made twice;");
        assertThat(typed.exitCode()).isZero();
    }

    @Test
    void the_same_seed_gives_the_same_runs_and_another_one_others() {
        String first = digest(soak("--runs", "200", "--seed", "7"));

        assertThat(digest(soak("--runs", "200", "--seed", "7"))).isEqualTo(first);
        assertThat(digest(soak("--runs", "200", "--seed", "8"))).isNotEqualTo(first);
    }

    @Test
    void it_ends_when_its_time_is_up() {
        Typed typed = soak("--seconds", "1");

        // How many runs there are depends on the machine, and so does what they show: of that speaks the test with
        // --runs.
        assertThat(typed.out()).contains(" right writers, simulated kernel, seed 1, ");
    }

    @Test
    void the_json_file_holds_the_counts() throws IOException {
        Path file = temporary.resolve("soak.json");

        assertThat(soak("--runs", "40", "--json", file.toString()).exitCode()).isZero();
        assertThat(Files.readString(file))
                .contains("\"runs\": 40,")
                .contains("\"twice\": 4,")
                .contains("\"alarms\": [ ]");
    }

    @Test
    void a_number_that_makes_no_sense_is_bad_input() {
        Typed typed = soak("--seconds", "soon");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--seconds: a number from 1 to 2592000, but was 'soon'");
    }
}
