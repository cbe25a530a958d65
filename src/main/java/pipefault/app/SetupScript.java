package pipefault.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A script of {@code ci/} that brings something that this program does not have by itself.
 *
 * @param path the script, in the checkout
 */
record SetupScript(Path path) {

    /** Makes the Windows JVM under Wine ready. */
    static final String WINE = "wine-setup";

    /** Makes a Chromium ready. */
    static final String BROWSER = "browser-setup";

    /** What the script says with {@code --check}; the exit code is 0 if all is there. */
    record State(int exitCode, String text) {}

    /** Finds a script; null if this process was not started from a checkout. */
    static @Nullable SetupScript find(Surroundings surroundings, String name) {
        Path home = surroundings.home();
        Path script = home == null ? null : home.resolve("ci").resolve(name);
        return script != null && Files.isExecutable(script) ? new SetupScript(script) : null;
    }

    /** Finds out whether all is there; changes nothing. */
    State check() {
        try {
            Process process = new ProcessBuilder(path.toString(), "--check")
                    .redirectInput(nothing())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new State(process.waitFor(), text.strip());
        } catch (IOException e) {
            return new State(ExitCode.HARNESS_ERROR, path + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new State(ExitCode.HARNESS_ERROR, "interrupted");
        }
    }

    /** Returns what a script without input reads from. */
    static File nothing() {
        return new File("/dev/null");
    }
}
