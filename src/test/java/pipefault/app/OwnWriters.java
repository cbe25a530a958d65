package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The writers of the guide, compiled as a user compiles theirs: outside of the project, against its class path. */
final class OwnWriters {

    /** Where the guide has their sources. */
    static final Path SOURCES = Path.of("test", "resources", "pipefault", "example", "own");

    private OwnWriters() {}

    /** Compiles every source of a folder into another, and further sources. */
    static void compile(Path sources, Path out, Path... more) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), "-d", out.toString(), "-proc:none"));
        try (Stream<Path> files = Files.list(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        for (Path file : more) {
            arguments.add(file.toString());
        }
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .as("exit code of javac for %s", sources)
                .isZero();
    }
}
