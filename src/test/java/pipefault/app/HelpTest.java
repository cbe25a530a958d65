package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a user finds who does not know what to type. */
class HelpTest {

    private static final String LEAD = "  ./pipefault ";

    @TempDir
    private Path home;

    static Stream<String> commands() {
        return Main.commandLine(Typed.bench()).getSubcommands().keySet().stream();
    }

    private static List<String> examples(String command) {
        return Typed.typeOn(FakeKernels.asExpected(), command, "--help")
                .out()
                .lines()
                .filter(line -> line.startsWith(LEAD))
                .map(line -> line.substring(LEAD.length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_an_example_that_it_understands(String command) {
        assertThat(examples(command)).isNotEmpty().allSatisfy(example -> {
            String typed = example.replaceFirst(" > .*", "");
            CommandLine line = Main.commandLine(Typed.bench());
            assertThat(line.parseArgs(typed.split(" "))
                            .subcommand()
                            .commandSpec()
                            .name())
                    .isEqualTo(command);
        });
    }

    @Test
    void examples_have_the_name_that_a_user_of_windows_types() {
        Typed help =
                Typed.typeOn(FakeKernels.asExpected(), Typed.surroundings("Windows 11", Map.of()), "list", "--help");

        assertThat(help.out()).contains("\n  pipefault list scenarios").doesNotContain("./pipefault");
    }

    @Test
    void a_shell_completes_commands_options_and_names() {
        String script = Typed.type("completion").out();

        assertThat(script)
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_pipefault")
                .contains("conformance", "--what-if", "\"simulated\"", "as-shipped", "D1-deadlock");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_doctor_names_what_is_missing_and_what_brings_it() throws IOException {
        script("wine-setup", "echo 'wine-setup: Wine is not installed.'; exit 4");
        script("browser-setup", "echo 'browser-setup: no Chromium on the PATH.'; exit 4");

        Typed typed = doctor("wine");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.NOT_AVAILABLE);
        assertThat(typed.out())
                .containsSubsequence("Wine is not installed.", "bring it with: ci/wine-setup")
                .containsSubsequence("no Chromium on the PATH.", "bring it with: ci/browser-setup");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_doctor_needs_no_browser() throws IOException {
        script("wine-setup", "echo /a/java");
        script("browser-setup", "exit 4");

        Typed typed = doctor("wine");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("ready: /a/java").doesNotContain("ci/wine-setup");
    }

    private Typed doctor(String kernel) {
        return Typed.typeOn(
                FakeKernels.asExpected(),
                Typed.surroundings("Linux", Map.of(), Surroundings.HOME, home.toString()),
                "doctor",
                "--kernel",
                kernel);
    }

    private void script(String name, String body) throws IOException {
        Path script = Files.createDirectories(home.resolve("ci")).resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
