package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a report against the file that shows how it should read.
 *
 * <p>{@code -Dpipefault.golden=write} writes the files anew; then review the difference.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean WRITE = "write".equals(System.getProperty("pipefault.golden"));

    private Golden() {}

    static void assertMatches(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (WRITE) {
                Files.writeString(file, actual, StandardCharsets.UTF_8);
            }
            assertThat(actual)
                    .as("%s; -Dpipefault.golden=write writes it anew", file)
                    .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
