package pipefault.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Says what a writer of somebody else is compiled against. */
@Command(
        name = "classpath",
        description = "Print the class path against which a writer of yours is compiled: javac -cp \"$(pipefault"
                + " classpath)\" ...",
        footer = {"", "Example:", "  ./pipefault classpath"})
final class ClasspathCommand extends Subcommand {

    ClasspathCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        List<String> entries = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        bench.terminal()
                .print(entries.stream()
                                .filter(entry -> !entry.isEmpty())
                                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                                .collect(Collectors.joining(File.pathSeparator))
                        + "\n");
        return ExitCode.OK;
    }
}
