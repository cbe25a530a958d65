package pipefault.browser;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium process of our own, with an empty profile and no way into the network. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome.exe");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final int START_SECONDS = 60;
    private static final int END_SECONDS = 10;

    private final Process process;
    private final CompletableFuture<String> address = new CompletableFuture<>();

    private Chromium(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "chromium-errors");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the browser of this machine. Where there is none the test is skipped, and the reason says so; with
     * {@code -Dpipefault.browser=required} it fails.
     *
     * @param profile an empty folder
     */
    static Chromium start(Path profile) throws IOException {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            String reason = "no Chromium on the PATH, and -Dpipefault.chromium names none: the page was not opened in a"
                    + " browser; ci/browser-setup installs one";
            if ("required".equals(System.getProperty("pipefault.browser"))) {
                fail(reason);
            }
            abort(reason);
        }
        List<String> command = new ArrayList<>(List.of(
                program.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                // Whatever a page asks for is refused at once, and nothing waits for a closed network.
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--force-color-profile=srgb",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank"));
        return new Chromium(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static Optional<Path> find() {
        String named = System.getProperty("pipefault.chromium");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                Path program = Path.of(folder).resolve(name);
                if (Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    private void read() {
        try (BufferedReader errors = process.errorReader()) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(listening.group(1));
                }
            }
            address.completeExceptionally(new IOException("Chromium has ended and offered no DevTools"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    /** Opens an empty tab. */
    Tab newTab() throws Exception {
        return Tab.open(address.get(START_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        Process ended = process.onExit()
                .completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS)
                .join();
        ended.destroyForcibly();
    }
}
