package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.fault.FaultPlan;
import pipefault.report.Conditions;
import pipefault.report.JsonReport;
import pipefault.report.Palette;
import pipefault.report.Prose;
import pipefault.report.ReportedRun;
import pipefault.report.TextFile;

/** The main job: every scenario with every writer, a matrix of verdicts. */
@Command(
        name = "run",
        description =
                "Run scenarios and print a matrix of verdicts. Exit code 0 only if each verdict is the expected one.",
        footer = {
            "",
            "Examples:",
            "  ./pipefault run D1-deadlock --writer as-shipped,recovering",
            "  ./pipefault run --report report --json run.json"
        })
final class RunCommand extends SubjectCommand {

    private static final int REPEAT_MAX = 1_000_000;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Mixin
    private final BuildServerOptions forServers = new BuildServerOptions();

    @Mixin
    private final ReportOption report = new ReportOption();

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = Candidates.OfScenarios.class,
            arity = "0..*",
            description = "ids, for example D1-deadlock, or D1-deadlock/pending for one variant. Default: all.")
    private final List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--writer",
            paramLabel = "NAME",
            completionCandidates = Candidates.OfWriters.class,
            arity = "1..*",
            split = ",",
            description = "writers, or the group as-reported; see 'list writers'. Default: those of the matrix.")
    private final List<String> writers = new ArrayList<>();

    @Option(
            names = "--fault",
            paramLabel = "PLAN",
            description = "a fault plan that replaces those of the scenarios, or @FILE. ':' may stand for '->'.")
    private @Nullable String fault;

    @Option(names = "--repeat", paramLabel = "N", description = "run with N seeds, from the first on. Default: 1.")
    private @Nullable String repeat;

    @Option(names = "--json", paramLabel = "FILE", description = "write every run to a file, for machines.")
    private @Nullable String json;

    RunCommand(Workbench bench) {
        super(bench);
    }

    @Override
    int play() {
        KernelName kernel = options.kernel(bench.surroundings());
        forServers.check(options.verbose());
        FaultPlan override = fault == null ? null : FaultArgument.read(fault);
        long seed = options.seed();
        int repeats = repeats(seed);
        RunPlanner planner = new RunPlanner(bench.catalogue(), "run");
        planner.sortOut(scenarios, writers);
        List<PlannedRun> plan = planner.plan(scenarios, orBrought(writers, List.of()), override);
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            return bench.kernels().runUnderWine(again(override, seed, repeats));
        }
        return run(plan, kernel, seed, repeats);
    }

    private int run(List<PlannedRun> plan, KernelName kernel, long seed, int repeats) {
        Path jsonFile = json == null ? null : FileProblem.writable("--json", json, ForeignFiles.JSON);
        BuildServer server = forServers.begin(bench, "run");
        ReportFolder folder = report.prepare(bench.terminal());
        KernelName actual = bench.kernels().actual(kernel);
        RunSummary summary = new RunSummary(bench.catalogue(), plan, actual, seed, repeats, options.verbose());
        Interruption interruption = Interruption.watch(() -> interrupted(summary));
        try {
            new Suite(bench, kernel).play(plan, seed, repeats, run -> {
                summary.add(run);
                server.add(run);
                tell(run);
                if (folder != null) {
                    folder.add(run);
                }
            });
        } finally {
            interruption.end();
        }
        print(summary);
        Conditions conditions = bench.conditions(kernel, seed);
        if (folder != null) {
            folder.finish(directory ->
                    directory.finish(summary.text(Palette.PLAIN), summary.layout(), conditions, summary.runs()));
        }
        if (jsonFile != null) {
            FileProblem.write(
                    "--json",
                    jsonFile,
                    () -> TextFile.write(jsonFile, target -> JsonReport.write(conditions, summary.runs(), target)));
        }
        server.finish(() -> summary.matrix(Palette.PLAIN));
        return summary.exitCode();
    }

    private void print(RunSummary summary) {
        Palette palette = bench.terminal().palette();
        bench.terminal().print(forServers.quiet() ? summary.findings() : summary.text(palette));
    }

    private void interrupted(RunSummary summary) {
        print(summary);
        boolean files = json != null || report.isGiven() || forServers.hasFile();
        bench.terminal().complain("interrupted" + (files ? "; --json, --junit and --report are not finished" : ""));
    }

    private void tell(ReportedRun run) {
        if (options.verbose()) {
            bench.terminal().println(RunSummary.line(run) + ", " + run.result().millis() + " ms");
        }
    }

    private int repeats(long seed) {
        if (repeat == null) {
            return 1;
        }
        int count;
        try {
            count = Integer.parseInt(repeat);
        } catch (NumberFormatException e) {
            count = 0;
        }
        if (count < 1 || count > REPEAT_MAX) {
            throw Refused.badInput("--repeat: counts from 1 to " + REPEAT_MAX + ", but was '" + repeat + "'");
        }
        if (seed > Long.MAX_VALUE - count) {
            throw Refused.badInput(
                    "--repeat: " + Prose.counted(count, "seed") + " from " + seed + " on would go beyond 64 bits");
        }
        return count;
    }

    private static Path path(String option, String name) {
        return FileProblem.path(option, name);
    }

    /** Returns the command line for the native kernel of another process, with what it names made independent of this one. */
    private List<String> again(@Nullable FaultPlan override, long seed, int repeats) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(scenarios);
        arguments.addAll(List.of("--kernel", "native", "--seed=" + seed, "--repeat", Integer.toString(repeats)));
        arguments.addAll(bench.subjects().optionsUnderWine());
        if (!writers.isEmpty()) {
            arguments.addAll(List.of("--writer", String.join(",", writers)));
        }
        if (override != null) {
            arguments.addAll(List.of("--fault", override.toString()));
        }
        if (json != null) {
            arguments.addAll(List.of("--json", WineJvm.windowsPath(path("--json", json))));
        }
        arguments.addAll(report.underWine());
        arguments.addAll(forServers.underWine());
        if (options.verbose()) {
            arguments.add("--verbose");
        }
        return arguments;
    }
}
