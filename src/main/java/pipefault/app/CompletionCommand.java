package pipefault.app;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete a command line. */
@Command(
        name = "completion",
        description =
                "Print a script that lets bash and zsh complete commands, options and names of kernels, scenarios and"
                        + " writers.",
        footer = {
            "",
            "Example:",
            "  ./pipefault completion > ~/.pipefault-completion && . ~/.pipefault-completion",
            "In zsh, run 'autoload -U +X compinit bashcompinit && compinit && bashcompinit' first."
        })
final class CompletionCommand extends Subcommand {

    /** picocli says here which command line this is a part of. */
    @Spec
    private CommandSpec spec;

    CompletionCommand(Workbench bench) {
        super(bench);
        spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        bench.terminal().print(AutoComplete.bash("pipefault", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
