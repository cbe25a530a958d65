package pipefault.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command with a name: has help, and a workbench. */
abstract class Subcommand implements Callable<Integer> {

    Workbench bench;

    /** picocli shows the help by itself. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help.")
    boolean helpAsked;

    Subcommand(Workbench bench) {
        this.bench = bench;
    }

    /** Does what the command says; the result is the exit code. */
    @Override
    public abstract Integer call();
}
