package pipefault.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that draw runs. */
final class ReportOption {

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "write what came of it, and the whole trace of each bad run, to a folder; index.html shows them"
                            + " as pictures, and trace.json is for Perfetto.")
    private @Nullable String report;

    /** Tells whether a folder was asked for. */
    boolean isGiven() {
        return report != null;
    }

    /** Makes the folder ready, and tells what it replaces; null if none is asked for. */
    @Nullable
    ReportFolder prepare(Terminal terminal) {
        return ReportFolder.prepare(report, terminal);
    }

    /** Makes the folder ready for another process that writes into it, and returns it; null if none is asked for. */
    @Nullable
    Path folder(Terminal terminal) {
        return prepare(terminal) == null ? null : FileProblem.folder("--report", Objects.requireNonNull(report));
    }

    /** Returns the same option for a process under Wine. */
    List<String> underWine() {
        return report == null
                ? List.of()
                : List.of("--report", WineJvm.windowsPath(FileProblem.path("--report", report)));
    }
}
