package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that build servers run. */
final class BuildServerOptions {

    @Option(names = "--quiet", description = "print findings and the last line only, and no progress.")
    private boolean quiet;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "write what was checked as JUnit XML, for build servers; docs/ci.md shows how they read it.")
    private @Nullable String junit;

    boolean quiet() {
        return quiet;
    }

    /** Tells whether a file was asked for, which an interruption leaves unwritten. */
    boolean hasFile() {
        return junit != null;
    }

    /** Makes sure that these options fit together, before anything is done. */
    void check(boolean verbose) {
        if (quiet && verbose) {
            throw Refused.badInput("--quiet leaves out what --verbose adds; one of them is needed");
        }
    }

    /**
     * Makes ready what gathers the results.
     *
     * @param command the name of the command
     */
    BuildServer begin(Workbench bench, String command) {
        if (quiet) {
            bench.terminal().withoutProgress();
        }
        return new BuildServer(
                bench, command, junit == null ? null : FileProblem.writable("--junit", junit, ForeignFiles.JUNIT));
    }

    /** Returns the same options for a process under Wine. */
    List<String> underWine() {
        List<String> arguments = new ArrayList<>();
        if (quiet) {
            arguments.add("--quiet");
        }
        if (junit != null) {
            arguments.addAll(List.of("--junit", WineJvm.windowsPath(FileProblem.path("--junit", junit))));
        }
        return arguments;
    }
}
