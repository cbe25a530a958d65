package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import pipefault.scenario.HarnessError;

@DisabledOnOs(OS.WINDOWS)
class WineJvmTest {

    @TempDir
    private Path home;

    /** Starts a shell script in place of the Windows JVM. */
    private int run(String script) throws IOException {
        Path java = executable(home.resolve("java"), script);
        executable(home.resolve("ci").resolve("wine-setup"), "echo " + java);
        Surroundings surroundings = Typed.surroundings("Linux", Map.of(), Surroundings.HOME, home.toString());
        return new WineJvm(surroundings).run(List.of("run"));
    }

    private static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void the_exit_code_of_a_command_that_came_to_its_end_counts() throws IOException {
        assertThat(run("""
                for argument; do
                  case $argument in
                    -Dpipefault.wine.mark=Z:*) rm "$(printf %s "${argument#*Z:}" | tr '\\\\' /)" ;;
                  esac
                done
                exit 1""")).isEqualTo(ExitCode.FINDING);
    }

    @Test
    void a_jvm_that_dies_is_no_finding() {
        assertThatThrownBy(() -> run("exit 1"))
                .isInstanceOf(HarnessError.class)
                .hasMessage(
                        "the Windows JVM under Wine died, with exit code 1, before the command had come to its end");
    }
}
