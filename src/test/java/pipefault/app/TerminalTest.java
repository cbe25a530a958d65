package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.report.Palette;

class TerminalTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Terminal terminal(Surroundings surroundings) {
        return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), surroundings);
    }

    @ParameterizedTest
    @CsvSource({
        "out,    xterm, '',  COLOURED",
        "err,    xterm, '',  PLAIN",
        "'',     xterm, '',  PLAIN",
        "out,    xterm, 1,   PLAIN",
        "out,    dumb,  '',  PLAIN",
        "out,    '',    '',  PLAIN",
    })
    void shows_colours_on_a_terminal_only_and_never_against_the_users_will(
            String terminals, String term, String noColour, Palette palette) {
        Surroundings surroundings = Typed.surroundings(
                "Linux", Map.of("TERM", term, "NO_COLOR", noColour), Surroundings.TERMINALS, terminals);

        assertThat(terminal(surroundings).palette()).isEqualTo(palette);
    }

    @Test
    void takes_the_line_of_progress_away_before_anything_else_is_written() {
        Terminal terminal =
                terminal(Typed.surroundings("Linux", Map.of("TERM", "xterm"), Surroundings.TERMINALS, "out,err"));
        terminal.progress("[1/2] a");
        terminal.progress("[2/2] b");
        terminal.print("done\n");

        assertThat(err).hasToString("[1/2] a\r\u001b[K[2/2] b\r\u001b[K");
        assertThat(out).hasToString("done\n");
    }

    private static final class FullDisk extends Writer {
        private final String message;

        FullDisk(String message) {
            this.message = message;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            throw new IOException(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private int exitCode(Writer out, String... arguments) {
        Surroundings surroundings = Typed.onLinux();
        return Main.execute(
                new Workbench(
                        Catalogue.ofDefects(),
                        FakeKernels.asExpected(),
                        surroundings,
                        new Terminal(out, new PrintWriter(err, true), surroundings)),
                arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "run", "doctor", "--help", "--version"})
    void says_once_that_results_could_not_be_written(String command) {
        assertThat(exitCode(new FullDisk("No space left on device"), command)).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(err).hasToString("pipefault: standard output could not be written: No space left on device\n");
    }

    @Test
    void says_nothing_to_a_reader_who_has_seen_enough() {
        assertThat(exitCode(new FullDisk("Broken pipe"), "list")).isEqualTo(ExitCode.HARNESS_ERROR);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void writes_progress_line_by_line_elsewhere() {
        Terminal terminal = terminal(Typed.onLinux());
        terminal.progress("[1/2] a");
        terminal.progress("[2/2] b");

        assertThat(err).hasToString("[1/2] a\n[2/2] b\n");
    }
}
