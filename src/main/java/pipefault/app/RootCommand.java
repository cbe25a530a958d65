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

    @Override
    public void run() {
        throw Refused.badInput("a command is missing; --help shows what there is");
    }
}
