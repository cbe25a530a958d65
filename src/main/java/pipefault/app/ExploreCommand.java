package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.explore.Defect;
import pipefault.explore.Defects;
import pipefault.explore.Diverged;
import pipefault.explore.Search;
import pipefault.explore.SearchOutcome;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.SizeEstimate;
import pipefault.report.SearchJson;
import pipefault.report.SearchRecord;
import pipefault.report.TextFile;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** Looks for ways to break a writer, instead of playing those that somebody thought of. */
@Command(
        name = "explore",
        description =
                "Search over schedules and faults on the simulated kernel for ways to break a writer. Exit code 0 only if"
                        + " none was found; the last line of each search says how much of the whole it has seen.")
final class ExploreCommand extends Subcommand {

    /** How long an interrupted search may take to end and to tell what it has found. */
    private static final int TELLING_SECONDS = 10;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "scripts to search, for example D1-deadlock/pending. Default: plain/all-methods, which uses"
                    + " every method of a writer and has no faults of its own.")
    private final List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--writer",
            paramLabel = "NAME",
            arity = "1..*",
            split = ",",
            description = "writers; see 'list writers'. Default: recovering.")
    private final List<String> writers = new ArrayList<>();

    @Mixin
    private final SearchOptions options = new SearchOptions();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write what was found to a file, for machines; 'merge' puts those of shards together.")
    private @Nullable String json;

    /** Looked for in the arguments where errors are shown. */
    @Option(names = "--verbose", description = "show an error of Pipefault itself with its stack.")
    boolean verboseAsked;

    private volatile boolean interrupted;

    ExploreCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        SearchPlan plan = options.plan();
        long nanos = options.nanos();
        int unusedButChecked = options.workers();
        List<RunSpec> specs = specs(options.seed());
        Path file = json == null ? null : FileProblem.writable("--json", json);
        CountDownLatch told = new CountDownLatch(1);
        Thread hook = new Thread(() -> interrupt(told), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            List<SearchOutcome> outcomes = new ArrayList<>();
            for (RunSpec spec : specs) {
                if (!interrupted) {
                    outcomes.add(explore(spec, plan, nanos));
                }
            }
            if (file != null) {
                SearchRecord record =
                        new SearchRecord(Workbench.version(), plan.bound(), plan.shard(), options.seed(), outcomes);
                FileProblem.write(
                        "--json", file, () -> TextFile.write(file, target -> SearchJson.write(record, target)));
            }
            if (interrupted) {
                bench.terminal().complain("interrupted");
            }
            return exitCode(outcomes);
        } finally {
            told.countDown();
            remove(hook);
        }
    }

    /** Lets the search end, and tell what it has found so far, before the process does. */
    private void interrupt(CountDownLatch told) {
        interrupted = true;
        try {
            boolean unused = told.await(TELLING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // The process is ending and the hook runs: it finds that everything has been told.
            hook.interrupt();
        }
    }

    private SearchOutcome explore(RunSpec spec, SearchPlan plan, long nanos) {
        String name = spec.scenario().id() + "/" + spec.variant().name() + " "
                + spec.factory().name();
        try {
            SizeEstimate estimate = new Search(spec, plan).estimate();
            SearchCrew crew = bench.kernels().openSearch(spec, plan, options.workersFor(plan, estimate.mean()));
            try (SearchTeam team = crew.team()) {
                SearchProgress progress = new SearchProgress(
                        bench.terminal(), name, estimate.mean(), plan.shard().count());
                team.work(progress.until(nanos, () -> interrupted), progress::show);
                SearchOutcome.Effort effort = new SearchOutcome.Effort(progress.seconds(), team.size(), crew.pinned());
                List<Defect> defects = Defects.of(spec, plan, team, () -> interrupted || team.failure() != null);
                SearchOutcome outcome = SearchOutcome.of(spec, team.standing(), estimate, effort, defects);
                bench.terminal()
                        .print(new SearchSummary(outcome, plan.bound(), plan.shard(), 0)
                                .text(bench.surroundings().program()));
                RuntimeException failure = team.failure();
                if (failure != null && !interrupted) {
                    throw new HarnessError("explore " + name + ": " + failure.getMessage(), failure);
                }
                return outcome;
            }
        } catch (Diverged diverged) {
            throw new HarnessError("explore " + name + ": " + diverged.getMessage(), diverged);
        }
    }

    /** Returns what the process ends with after such searches. */
    static int exitCode(List<SearchOutcome> outcomes) {
        List<Defect> defects = outcomes.stream()
                .flatMap(outcome -> outcome.findings().stream())
                .toList();
        if (defects.stream().anyMatch(each -> each.verdict().isHarnessError())) {
            return ExitCode.HARNESS_ERROR;
        }
        return defects.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    private List<RunSpec> specs(long firstSeed) {
        RunPlanner planner = new RunPlanner(bench.catalogue(), "explore");
        List<RunSpec> specs = new ArrayList<>();
        List<String> names = scenarios.isEmpty() ? List.of(bench.catalogue().plainScript()) : scenarios;
        List<String> searched = writers.isEmpty() ? List.of("recovering") : writers;
        for (String name : names) {
            List<String> parts = List.of(name.split("/", 2));
            Scenario scenario = planner.scenario(parts.get(0));
            List<Variant> variants =
                    parts.size() == 1 ? scenario.variants() : List.of(planner.variant(scenario, parts.get(1)));
            for (Variant variant : variants) {
                for (String writer : searched) {
                    for (SubjectFactory factory : factories(planner, writer)) {
                        specs.add(new RunSpec(scenario, variant, factory, firstSeed, null));
                    }
                }
            }
        }
        return specs;
    }

    /** Returns the writers of a group, or the one of this name. */
    private List<SubjectFactory> factories(RunPlanner planner, String name) {
        List<SubjectFactory> group = bench.catalogue().groupOf().entrySet().stream()
                .filter(entry ->
                        entry.getValue().equals(name) && !entry.getKey().equals(name))
                .map(entry -> planner.writer(entry.getKey()))
                .toList();
        return group.isEmpty() ? List.of(planner.writer(name)) : group;
    }
}
