package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.defects.Writers;
import pipefault.explore.Defect;
import pipefault.explore.Defects;
import pipefault.explore.Diverged;
import pipefault.explore.Search;
import pipefault.explore.SearchOutcome;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.SizeEstimate;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunSpec;

/** Looks for ways to break a writer, instead of playing those that somebody thought of. */
@Command(
        name = "explore",
        description =
                "Search over schedules and faults on the simulated kernel for ways to break a writer. Exit code 0 only if"
                        + " none was found; the last line of each search says how much of the whole it has seen.",
        footer = {
            "",
            "Examples:",
            "  ./pipefault explore --bound 1,0,1 --writer as-shipped",
            "  ./pipefault explore --seconds 60"
        })
final class ExploreCommand extends SubjectCommand {

    /** How long an interrupted search may take to end and to tell what it has found. */
    private static final int TELLING_SECONDS = 10;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = Candidates.OfScenarios.class,
            arity = "0..*",
            description = "scripts to search, for example D1-deadlock/pending. Default: plain/all-methods, which uses"
                    + " every method of a writer and has no faults of its own.")
    private final List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--writer",
            paramLabel = "NAME",
            completionCandidates = Candidates.OfWriters.class,
            arity = "1..*",
            split = ",",
            description = "writers; see 'list writers'. Default: recovering.")
    private final List<String> writers = new ArrayList<>();

    @Mixin
    private final SearchOptions options;

    @Mixin
    private final BuildServerOptions forServers = new BuildServerOptions();

    @Mixin
    private final ReportOption report = new ReportOption();

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
        options = new SearchOptions(bench.surroundings().sharding());
    }

    @Override
    int play() {
        SearchPlan plan = options.plan();
        long nanos = options.nanos();
        int unusedButChecked = options.workers();
        List<RunSpec> specs = specs(options.seed());
        Path file = json == null ? null : FileProblem.writable("--json", json, ForeignFiles.JSON);
        BuildServer server = forServers.begin(bench, "explore");
        ReportFolder folder = report.prepare(bench.terminal());
        options.warning().ifPresent(bench.terminal()::complain);
        CountDownLatch told = new CountDownLatch(1);
        Interruption interruption = Interruption.watch(() -> interrupt(told));
        try {
            SearchResults results = new SearchResults(bench, plan, options.seed());
            for (RunSpec spec : specs) {
                if (interrupted || results.failure().isPresent()) {
                    results.add(spec, SearchOutcome.notBegun(spec), null);
                } else {
                    Searched searched = explore(spec, plan, nanos);
                    results.add(spec, searched.outcome(), searched.failure());
                }
            }
            if (file != null) {
                results.writeJson(file);
            }
            if (!interrupted) {
                results.tell(server);
                results.draw(folder);
            }
            if (results.failure().isPresent()) {
                throw results.failure().get();
            }
            if (interrupted) {
                boolean files = report.isGiven() || forServers.hasFile();
                bench.terminal()
                        .complain("interrupted" + notBegun(results.outcomes())
                                + (files ? "; --junit and --report are not finished" : ""));
            }
            return exitCode(results.outcomes());
        } finally {
            told.countDown();
            interruption.end();
        }
    }

    private static String notBegun(List<SearchOutcome> outcomes) {
        long count = outcomes.stream().filter(each -> !each.begun()).count();
        return count == 0
                ? ""
                : "; not begun: " + count + " of "
                        + (outcomes.size() == 1 ? "1 search" : outcomes.size() + " searches");
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

    /**
     * What came of a search.
     *
     * @param failure what went wrong on our side; null if nothing did
     */
    private record Searched(SearchOutcome outcome, @Nullable RuntimeException failure) {}

    private Searched explore(RunSpec spec, SearchPlan plan, long nanos) {
        String name = SearchOutcome.notBegun(spec).name();
        try {
            SearchTime time = new SearchTime(nanos);
            Optional<SizeEstimate> estimate = estimate(spec, plan, time);
            double size = estimate.map(SizeEstimate::mean).orElse(0.0);
            SearchCrew crew = bench.kernels().openSearch(spec, plan, options.workersFor(plan, size));
            try (SearchTeam team = crew.team()) {
                SearchProgress progress = new SearchProgress(
                        bench.terminal(), time, name, size, plan.shard().count());
                team.begin(() -> interrupted);
                time.begun();
                team.work(() -> interrupted || time.isOver(), progress::show);
                SearchOutcome.Effort effort = new SearchOutcome.Effort(time.seconds(), team.size(), crew.pinned());
                List<Defect> defects =
                        Defects.of(spec, plan, team, time.shrinking(), () -> interrupted || team.failure() != null);
                SearchOutcome outcome = SearchOutcome.of(spec, team.standing(), estimate, effort, defects);
                bench.terminal().print(new SearchSummary(outcome, plan, null).text(bench.replay()));
                RuntimeException failure = team.failure();
                return new Searched(outcome, failure == null || interrupted ? null : error(name, failure));
            }
        } catch (Diverged diverged) {
            return new Searched(SearchOutcome.notBegun(spec), error(name, diverged));
        }
    }

    private static RuntimeException error(String name, RuntimeException failure) {
        String message = "explore " + name + ": " + failure.getMessage();
        return failure instanceof Diverged ? Refused.notRepeatable(message) : new HarnessError(message, failure);
    }

    private Optional<SizeEstimate> estimate(RunSpec spec, SearchPlan plan, SearchTime time) {
        if (plan.triesNothingExhaustively()) {
            return Optional.empty();
        }
        SizeEstimate estimate = new Search(spec, plan).estimate(() -> interrupted || time.isOverForEstimate());
        time.estimated();
        return Optional.of(estimate);
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
        planner.sortOut(scenarios, writers);
        return planner.variants(
                scenarios.isEmpty() ? List.of(bench.catalogue().plainScript()) : scenarios,
                orBrought(writers, List.of(Writers.RECOVERING)),
                firstSeed);
    }
}
