package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pipefault.app.Typed.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that drives released pipe code: what it refuses, and the list that it goes by. */
class ForeignCommandTest {

    @Test
    void needs_a_checkout() {
        Typed typed = type("foreign");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.NOT_AVAILABLE);
        assertThat(typed.err()).contains("foreign code is driven from a checkout");
    }

    @Test
    void refuses_a_number_of_repeats_that_is_none() {
        Typed typed = type("foreign", "--repeat", "0");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--repeat");
    }

    @Test
    void refuses_options_that_say_two_things() {
        Typed typed = type("foreign", "x", "--no-fault", "--fault", "ReadFile#1:fail(ERROR_BROKEN_PIPE)");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("exclude each other");
    }

    @Test
    void every_line_of_the_list_has_a_driver_or_a_reason() {
        List<ForeignEntry> all = ForeignEntry.all(Path.of(".."));

        assertThat(all).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
        assertThat(all).allMatch(entry -> entry.name().matches("[a-z0-9-]+@[A-Za-z0-9.-]+"));
        assertThat(all).allMatch(entry -> entry.isDriven() || entry.whyNot().length() > 20);
    }

    @Test
    void comments_and_empty_lines_are_no_entries(@TempDir Path home) throws IOException {
        Path file = Files.createDirectories(home.resolve("ci")).resolve("foreign-subjects");
        Files.writeString(file, "# a b c\n\nx@1  driver  group:x:1\ny@2  not  because it sleeps\n");

        assertThat(ForeignEntry.all(home))
                .containsExactly(
                        new ForeignEntry("x@1", "driver", ""), new ForeignEntry("y@2", "", "because it sleeps"));
    }

    @Test
    void a_folder_for_pictures_needs_one_conversation() {
        Typed typed = type("foreign", "--report", "somewhere");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--report draws one conversation; it needs --fault or --no-fault");
    }

    @Test
    void every_reading_is_about_a_subject_of_the_list() {
        List<String> names = ForeignEntry.all(Path.of("..")).stream()
                .filter(ForeignEntry::isDriven)
                .map(ForeignEntry::name)
                .toList();

        assertThat(ForeignReadings.all(Path.of("..")))
                .allSatisfy(reading -> assertThat(names).anyMatch(reading::isOf));
    }

    @Test
    void a_reading_that_is_none_is_named_with_its_line(@TempDir Path home) throws IOException {
        Path file = Files.createDirectories(home.resolve("ci")).resolve("foreign-readings");
        Files.writeString(file, "# comment\nx | never closed | it forgets\nx, never closed\n");

        assertThatThrownBy(() -> ForeignReadings.all(home))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("foreign-readings, line 3: SUBJECT | FINDING | CAUSE is needed");
    }
}
