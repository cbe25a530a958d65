package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.explore.Search;
import pipefault.explore.Token;
import pipefault.explore.TokenError;
import pipefault.explore.Way;
import pipefault.fault.Spelling;
import pipefault.report.Conditions;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.MatrixLayout;
import pipefault.report.MatrixReport;
import pipefault.report.Palette;
import pipefault.report.ReportedRun;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;

/** Runs the same thing again and shows everything that passed. */
@Command(
        name = "replay",
        description =
                "Run again what a report names with a token, and show everything that passed. In simulation the run"
                        + " is the same, byte for byte; on a real kernel a token of a search is followed as far as the"
                        + " kernel allows, and the report says where it could not be.",
        footer = {"", "Example:", "  ./pipefault replay 2.plain.all-methods.as-shipped.n66-1.yr3w"})
final class ReplayCommand extends SubjectCommand {

    @Parameters(paramLabel = "TOKEN", description = "as the last line of a report shows it.")
    private String token = "";

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            completionCandidates = Candidates.OfKernels.class,
            description = "simulated, native or wine. Default: native on Windows, simulated elsewhere.")
    private @Nullable String kernelName;

    @Mixin
    private final ReportOption report = new ReportOption();

    @Option(names = "--verbose", description = "show an error of Pipefault itself with its stack.")
    private boolean verbose;

    ReplayCommand(Workbench bench) {
        super(bench);
    }

    @Override
    int play() {
        KernelName kernel =
                kernelName == null ? bench.surroundings().defaultKernel() : KernelName.named("--kernel", kernelName);
        if (token.startsWith(Way.PREFIX)) {
            return replay(way(), kernel);
        }
        Token named = token();
        PlannedRun planned = planned(named);
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            return underWine();
        }
        ReportFolder folder = report.prepare(bench.terminal());
        List<ReportedRun> runs = new ArrayList<>();
        new Suite(bench, kernel).play(List.of(planned), named.seed(), 1, runs::add);
        boolean expected = true;
        for (ReportedRun run : runs) {
            if (!run.isControl() || !run.asExpected()) {
                bench.terminal().print(FailureReport.print(run, Detail.FULL));
            }
            expected &= run.asExpected();
        }
        write(folder, kernel, named.seed(), runs);
        if (runs.stream().anyMatch(run -> run.result().verdict().isHarnessError())) {
            return ExitCode.HARNESS_ERROR;
        }
        return expected ? ExitCode.OK : ExitCode.FINDING;
    }

    /** Writes the report, if one is asked for. */
    private void write(@Nullable ReportFolder folder, KernelName kernel, long seed, List<ReportedRun> runs) {
        if (folder == null || runs.isEmpty()) {
            return;
        }
        runs.forEach(folder::add);
        RunResult result = runs.get(0).result();
        MatrixLayout layout = MatrixLayout.of(result.scenario(), result.writer());
        Conditions conditions = bench.conditions(kernel, seed);
        folder.finish(directory ->
                directory.finish(MatrixReport.print(layout, runs, Palette.PLAIN), layout, conditions, runs));
    }

    private int underWine() {
        List<String> arguments = new ArrayList<>(List.of("replay", token, "--kernel", "native"));
        arguments.addAll(bench.subjects().optionsUnderWine());
        arguments.addAll(report.underWine());
        if (verbose) {
            arguments.add("--verbose");
        }
        return bench.kernels().runUnderWine(arguments);
    }

    /** Makes a run of a search again. */
    private int replay(Way way, KernelName kernel) {
        RunPlanner planner = new RunPlanner(bench.catalogue(), "replay");
        Scenario scenario = planner.scenario(way.scenario());
        Variant variant = planner.variant(scenario, way.variant());
        RunSpec spec = new RunSpec(scenario, variant, planner.writer(way.writer()), 0, way.override());
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            return underWine();
        }
        ReportFolder folder = report.prepare(bench.terminal());
        Search.Replayed replayed = Search.replay(spec, way);
        boolean simulated = kernel == KernelName.SIMULATED;
        StringBuilder departures = new StringBuilder();
        replayed.departures()
                .forEach(each -> departures.append("    ").append(each.words()).append('\n'));
        RunResult result = simulated ? replayed.result() : onRealKernel(spec, way, kernel);
        String again = bench.replay() + " " + token + bench.surroundings().kernelOption(kernel);
        ReportedRun run = ReportedRun.of(result, null, 1, token, again);
        bench.terminal().print(FailureReport.print(run, Detail.FULL));
        bench.terminal().print("departs from the default run\n" + departures);
        write(folder, kernel, 0, List.of(run));
        if (!simulated) {
            bench.terminal()
                    .print("verdict on this kernel " + result.verdict() + ", in simulation "
                            + replayed.result().verdict() + "\n");
        }
        return result.verdict().isHarnessError()
                ? ExitCode.HARNESS_ERROR
                : result.verdict().isGood() ? ExitCode.OK : ExitCode.FINDING;
    }

    private RunResult onRealKernel(RunSpec spec, Way way, KernelName kernel) {
        try (OrderedRuns runs = bench.kernels().openOrdered(kernel)) {
            return runs.replay(spec, way);
        }
    }

    private Way way() {
        try {
            return Way.parse(token);
        } catch (TokenError e) {
            throw Refused.badInput("replay: " + e.getMessage() + misspelt());
        }
    }

    private Token token() {
        try {
            return Token.parse(token);
        } catch (TokenError e) {
            throw Refused.badInput("replay: " + e.getMessage() + misspelt());
        }
    }

    /** Names the first word of a token that nobody knows, with the nearest one: what is damaged is most often a name. */
    private String misspelt() {
        List<String> parts = List.of(token.split("\\.", -1));
        if (parts.size() < 4) {
            return "";
        }
        List<String> variants = bench.catalogue()
                .scenario(parts.get(1))
                .filter(scenario -> scenario.variant(parts.get(2)).isEmpty())
                .map(scenario -> scenario.variants().stream().map(Variant::name).toList())
                .orElse(List.of());
        String scenario = misspelt("scenario", parts.get(1), bench.catalogue().scenarioIds());
        String variant = variants.isEmpty() ? "" : misspelt("variant", parts.get(2), variants);
        String writer = misspelt("writer", parts.get(3), bench.catalogue().writerNames());
        return !scenario.isEmpty() ? scenario : !variant.isEmpty() ? variant : writer;
    }

    private static String misspelt(String kind, String word, List<String> known) {
        if (known.contains(word)) {
            return "";
        }
        return "\n  there is no " + kind + " '" + word + "'"
                + Spelling.nearest(word, known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
    }

    private PlannedRun planned(Token named) {
        RunPlanner planner = new RunPlanner(bench.catalogue(), "replay");
        Scenario scenario = planner.scenario(named.scenario());
        return new PlannedRun(
                scenario, planner.variant(scenario, named.variant()), planner.writer(named.writer()), named.override());
    }
}
