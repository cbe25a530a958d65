package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.defects.Writers;
import pipefault.explore.Sweep;
import pipefault.explore.SweepCell;
import pipefault.explore.SweepResult;
import pipefault.report.Conditions;
import pipefault.report.Palette;
import pipefault.report.Prose;
import pipefault.report.SweepJson;
import pipefault.report.TextFile;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunSpec;

/** Moves one fault over every call of a script. */
@Command(
        name = "sweep",
        description =
                "Fail call 1, 2, 3, ... of a script with each answer that Windows may give, once and from that call on,"
                        + " until nothing fires. Exit code 0 only if every run is good, and perfect where nothing fired.",
        footer = {
            "",
            "Examples:",
            "  ./pipefault sweep --writer as-shipped --what-if",
            "  ./pipefault sweep D1-deadlock/pending"
        })
final class SweepCommand extends SubjectCommand {

    /** The usual order of the threads: a sweep moves the fault, and nothing else. */
    private static final long DEFAULT_SEED = 0;

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
            description =
                    "scripts, for example D1-deadlock/pending; their own faults, and the steps that need these, are left"
                            + " out. Default: plain/all-methods, which uses every method of a writer.")
    private final List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--writer",
            paramLabel = "NAME",
            completionCandidates = Candidates.OfWriters.class,
            arity = "1..*",
            split = ",",
            description = "writers, or the group as-reported; see 'list writers'. Default: recovering.")
    private final List<String> writers = new ArrayList<>();

    @Option(
            names = "--what-if",
            description = "make the control runs only; print the map, and how many runs each part of it would take.")
    private boolean whatIf;

    @Option(names = "--json", paramLabel = "FILE", description = "write the maps to a file, for machines.")
    private @Nullable String json;

    SweepCommand(Workbench bench) {
        super(bench);
    }

    @Override
    int play() {
        KernelName kernel = options.kernel(bench.surroundings());
        forServers.check(options.verbose());
        long seed = options.seed(DEFAULT_SEED);
        RunPlanner planner = new RunPlanner(bench.catalogue(), "sweep");
        planner.sortOut(scenarios, writers);
        List<RunSpec> scripts = planner.scripts(
                scenarios.isEmpty() ? List.of(bench.catalogue().plainScript()) : scenarios,
                orBrought(writers, List.of(Writers.RECOVERING)),
                seed);
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            return bench.kernels().runUnderWine(again(seed));
        }
        return sweep(scripts, kernel, seed);
    }

    private int sweep(List<RunSpec> scripts, KernelName kernel, long seed) {
        Path jsonFile = json == null ? null : FileProblem.writable("--json", json, ForeignFiles.JSON);
        BuildServer server = forServers.begin(bench, "sweep");
        ReportFolder folder = report.prepare(bench.terminal());
        KernelName actual = bench.kernels().actual(kernel);
        SweepSummary summary = new SweepSummary(new Replay(bench, kernel), actual, seed, options.verbose(), whatIf);
        Interruption interruption = Interruption.watch(() -> interrupted(summary));
        try (RunExecutor executor = bench.kernels().open(kernel)) {
            for (RunSpec script : scripts) {
                sweep(script, executor, bench.kernels().parallelism(kernel), summary);
            }
        } finally {
            bench.terminal().clearProgress();
            interruption.end();
        }
        print(summary);
        Conditions conditions = bench.conditions(kernel, seed);
        if (folder != null) {
            summary.writeTo(folder, conditions);
        }
        if (jsonFile != null) {
            FileProblem.write(
                    "--json",
                    jsonFile,
                    () -> TextFile.write(jsonFile, target -> SweepJson.write(conditions, summary.sweeps(), target)));
        }
        server.addAll(summary::checks);
        server.finish(summary::maps);
        return summary.exitCode();
    }

    private void sweep(RunSpec script, RunExecutor executor, int threads, SweepSummary summary) {
        Sweep sweep = Sweep.begin(script, executor);
        SweepResult result = new SweepResult(sweep, whatIf);
        summary.add(result);
        List<SweepCell> cells = whatIf ? List.of() : result.toTest();
        Progress progress = new Progress(bench.terminal(), cells.size());
        InOrder.work(
                threads, cells.iterator(), cell -> sweep.test(cell, executor::run, () -> false), (cell, tested) -> {
                    result.add(tested);
                    String name =
                            result.scenario() + "/" + result.variant() + " " + result.writer() + " " + cell.call();
                    progress.step(name, tested.bad().size());
                    if (options.verbose()) {
                        bench.terminal()
                                .println(name + " " + cell.outcome() + " " + cell.when() + ": "
                                        + tested.cell().state() + ", " + Prose.counted(tested.runs(), "run"));
                    }
                });
    }

    private void print(SweepSummary summary) {
        Palette palette = bench.terminal().palette();
        bench.terminal().print(forServers.quiet() ? summary.findings() : summary.text(palette));
    }

    private void interrupted(SweepSummary summary) {
        print(summary);
        boolean files = json != null || report.isGiven() || forServers.hasFile();
        bench.terminal().complain("interrupted" + (files ? "; --json, --junit and --report are not finished" : ""));
    }

    /** Returns the command line for the native kernel of another process, with what it names made independent of this one. */
    private List<String> again(long seed) {
        List<String> arguments = new ArrayList<>(List.of("sweep"));
        arguments.addAll(scenarios);
        arguments.addAll(List.of("--kernel", "native", "--seed=" + seed));
        arguments.addAll(bench.subjects().optionsUnderWine());
        if (!writers.isEmpty()) {
            arguments.addAll(List.of("--writer", String.join(",", writers)));
        }
        if (whatIf) {
            arguments.add("--what-if");
        }
        if (json != null) {
            arguments.addAll(List.of("--json", WineJvm.windowsPath(FileProblem.path("--json", json))));
        }
        arguments.addAll(report.underWine());
        arguments.addAll(forServers.underWine());
        if (options.verbose()) {
            arguments.add("--verbose");
        }
        return arguments;
    }
}
