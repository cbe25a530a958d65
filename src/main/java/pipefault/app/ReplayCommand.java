package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.explore.Token;
import pipefault.explore.TokenError;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.scenario.Scenario;

/** Runs the same thing again and shows everything that passed. */
@Command(
        name = "replay",
        description =
                "Run again what a report names with a token, and show everything that passed. In simulation the run"
                        + " is the same, byte for byte; on a real kernel the system decides the order of the threads.")
final class ReplayCommand extends Subcommand {

    @Parameters(paramLabel = "TOKEN", description = "as the last line of a report shows it.")
    private String token = "";

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            description = "simulated, native or wine. Default: native on Windows, simulated elsewhere.")
    private @Nullable String kernelName;

    @Option(names = "--verbose", description = "show an error of Pipefault itself with its stack.")
    private boolean verbose;

    ReplayCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        KernelName kernel =
                kernelName == null ? bench.surroundings().defaultKernel() : KernelName.named("--kernel", kernelName);
        Token named = token();
        PlannedRun planned = planned(named);
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            List<String> arguments = new ArrayList<>(List.of("replay", token, "--kernel", "native"));
            if (verbose) {
                arguments.add("--verbose");
            }
            return bench.kernels().runUnderWine(arguments);
        }
        List<ReportedRun> runs = new ArrayList<>();
        new Suite(bench, kernel).play(List.of(planned), named.seed(), 1, runs::add);
        boolean expected = true;
        for (ReportedRun run : runs) {
            if (!run.isControl() || !run.asExpected()) {
                bench.terminal().print(FailureReport.print(run, Detail.FULL));
            }
            expected &= run.asExpected();
        }
        if (runs.stream().anyMatch(run -> run.result().verdict().isHarnessError())) {
            return ExitCode.HARNESS_ERROR;
        }
        return expected ? ExitCode.OK : ExitCode.FINDING;
    }

    private Token token() {
        try {
            return Token.parse(token);
        } catch (TokenError e) {
            throw Refused.badInput("replay: " + e.getMessage());
        }
    }

    private PlannedRun planned(Token named) {
        RunPlanner planner = new RunPlanner(bench.catalogue(), "replay");
        Scenario scenario = planner.scenario(named.scenario());
        return new PlannedRun(
                scenario, planner.variant(scenario, named.variant()), planner.writer(named.writer()), named.override());
    }
}
