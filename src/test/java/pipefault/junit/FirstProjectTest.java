package pipefault.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * The tests of the guide as a user has them: compiled outside of the project, against its class path, and run by JUnit.
 *
 * <p>{@code ci/first-project} has Maven do the same. {@code -Dpipefault.golden=write} writes the message of the guide.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FirstProjectTest {

    private static final Path SAMPLES = Path.of("test", "resources", "pipefault", "example", "junit");
    private static final Path MESSAGE = SAMPLES.resolve("FirstTest.txt");

    @TempDir
    private Path folder;

    private Launched run(String name, String from, String to) throws Exception {
        Path source = Files.writeString(
                folder.resolve(name + ".java"),
                Files.readString(SAMPLES.resolve(name + ".java")).replace(from, to));
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(exitCode).as("exit code of javac").isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return Launched.run(loader.loadClass("com.example." + name), folder);
        }
    }

    @Test
    void a_newcomer_sees_a_red_test_with_the_message_of_the_guide() throws Exception {
        Launched.Ended ended = run("FirstTest", "", "").only();

        assertThat(ended.status()).isEqualTo(Status.FAILED);
        if ("write".equals(System.getProperty("pipefault.golden"))) {
            Files.writeString(MESSAGE, ended.message());
        }
        assertThat(ended.message()).isEqualTo(golden());
        assertThat(ended.message())
                .startsWith("Event-1 is closed while op-1")
                .contains("verdict   MEMORY_UNSAFE", "at ReviewedWriter.java:")
                .endsWith("  replay    mvn test -Dtest=FirstTest#stopping_recovers   (invocation [1], seed 0)\n");
    }

    private static String golden() throws IOException {
        return Files.readString(MESSAGE).replace("\r\n", "\n");
    }

    @Test
    void it_is_green_for_a_writer_that_recovers() throws Exception {
        assertThat(run("FirstTest", "Writers.AsShipped", "Writers.Recovering")
                        .only()
                        .status())
                .isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void the_longer_one_is_green_for_a_writer_that_recovers_and_red_for_the_model() throws Exception {
        List<Launched.Ended> good = run("StoppingTest", "", "").tests();
        List<Launched.Ended> bad =
                run("StoppingTest", "Writers.Recovering", "Writers.AsShipped").tests();

        assertThat(good).hasSizeGreaterThan(15);
        assertThat(good)
                .filteredOn(ended -> !ended.name().endsWith(", on the native kernel"))
                .allSatisfy(ended -> assertThat(ended.result().getThrowable()).isEmpty());
        assertThat(bad).hasSameSizeAs(good).anyMatch(ended -> ended.status() == Status.FAILED);
    }
}
