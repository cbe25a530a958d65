package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result replaces an earlier result, and nobody else's file. */
class FilesOfOthersTest {

    private static final String JSON = "conformance --case CX01 --kernel simulated --json";

    @TempDir
    private Path folder;

    private Typed write(String line, Path file) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.add(file.toString());
        return Typed.type(words.toArray(String[]::new));
    }

    private Path holding(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run D1-deadlock/pending --writer recovering --kernel simulated --json",
                "sweep --what-if --kernel simulated --json",
                "explore --bound 0,0,0 --json",
                JSON,
                "conformance --random 1 --kernel simulated --record",
            })
    void what_somebody_else_has_written_stays(String line) throws IOException {
        Path file = holding("my thesis\n");

        Typed typed = write(line, file);

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .contains(file + " is there and was not written by Pipefault")
                .doesNotContain("\tat ");
        assertThat(file).hasContent("my thesis");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run D1-deadlock/pending --writer recovering --kernel simulated --json",
                "sweep --what-if --kernel simulated --json",
                "explore --bound 0,0,0 --json",
                JSON,
                "conformance --random 1 --kernel simulated --record",
            })
    void what_the_same_command_has_written_is_replaced(String line) {
        Path file = folder.resolve("file");

        assertThat(write(line, file).exitCode()).isZero();
        Typed again = write(line, file);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(file).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 3}",
                "{\"version\": \"1\", \"name\": \"kernel\"}",
                "[]",
                "{\"kernel\": \"simulated\"}"
            })
    void other_json_is_somebody_elses(String text) throws IOException {
        assertThat(write(JSON, holding(text)).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void an_empty_file_belongs_to_nobody() throws IOException {
        assertThat(write(JSON, holding("")).exitCode()).isZero();
    }
}
