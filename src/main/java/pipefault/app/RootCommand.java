package pipefault.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command without a name: shows what there is. */
@Command(
        name = "pipefault",
        description = "Makes the bugs of Windows pipe I/O happen on demand, and says whether a writer recovers.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:as expected",
            "1:a finding: a verdict is not the expected one, or is bad where none is expected",
            "2:bad input; the message says where and what is allowed",
            "3:Pipefault itself went wrong, or could not write its results",
            "4:the kernel that was asked for is not available here",
            "130:interrupted with Control-C; what there was until then is printed"
        })
final class RootCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help.")
    boolean helpAsked;

    @Option(names = "--version", versionHelp = true, description = "show the version.")
    boolean versionAsked;

    private final String program;

    /** Creates it for users who start this program so. */
    RootCommand(String program) {
        this.program = program;
    }

    /** Nothing was done, and a script whose command got lost must not take that for a good result: bad input. */
    @Override
    public void run() {
        throw Refused.badInput("""
                a command is missing. To begin with:
                  ./pipefault doctor           what this machine can run, and how to get the rest
                  ./pipefault run              every scenario of the defect report, in seconds: a matrix of verdicts
                  ./pipefault triage           an answer to each claim of the report, with a run that shows it
                  ./pipefault sweep            fail every call of a writer with everything that Windows may answer
                  ./pipefault COMMAND --help   the options of a command, with examples; --help shows all commands""".replace(Main.LAUNCHER, program));
    }
}
