package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a user brings writers of their own. */
final class SubjectOptions {

    @Option(
            names = "--subject-path",
            paramLabel = "PATH",
            description =
                    "a JAR file or a folder with classes that holds a writer of yours; may be given several times."
                            + " Its code runs in this process and in those it starts: take only what you trust.")
    private final List<String> path = new ArrayList<>();

    @Option(
            names = "--subject",
            paramLabel = "CLASS",
            description = "the SubjectFactory that opens it. Default: those that the path names as services.")
    private @Nullable String subject;

    SubjectPath path() {
        return SubjectPath.of(path, subject);
    }
}
