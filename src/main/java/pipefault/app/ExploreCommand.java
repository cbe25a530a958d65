package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pipefault.explore.Bound;
import pipefault.explore.Diverged;
import pipefault.explore.Search;
import pipefault.explore.Shard;
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

    private static final long SCHEDULES = 5_000;
    private static final long SCHEDULES_MAX = 1_000_000_000;
    private static final long SECONDS_MAX = 1_000_000;

    /** How long an interrupted search may take to end and to tell what it has found. */
    private static final int TELLING_SECONDS = 10;

    private static final Bound DEFAULT_BOUND = new Bound(1, 1, 1);

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description =
                    "scripts to search, for example D1-deadlock/pending. Default: plain, which uses every method of"
                            + " a writer and has no faults of its own.")
    private final List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--writer",
            paramLabel = "NAME",
            arity = "1..*",
            split = ",",
            description = "writers; see 'list writers'. Default: recovering.")
    private final List<String> writers = new ArrayList<>();

    @Option(
            names = "--bound",
            paramLabel = "P,F,K",
            description =
                    "try everything with at most P switches of threads that the default would not make, F faults and"
                            + " K departures of the kernel from what it usually does. Default: 1,1,1, then random runs.")
    private @Nullable String bound;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            description = "at most N runs for each writer. Default: 5000, and with --bound no limit.")
    private @Nullable String schedules;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "at most S seconds for each writer. Default: no limit.")
    private @Nullable String seconds;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "only the I-th of N parts, which together cover everything without overlap; needs --bound."
                    + " Default: TEST_SHARD_INDEX and TEST_TOTAL_SHARDS, where they are set.")
    private @Nullable String shard;

    @Option(names = "--seed", paramLabel = "N", description = "decides the random runs. Default: 1.")
    private @Nullable String seed;

    /** Looked for in the arguments where errors are shown. */
    @Option(names = "--verbose", description = "show an error of Pipefault itself with its stack.")
    boolean verboseAsked;

    private volatile boolean interrupted;

    ExploreCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        Bound asked = bound == null ? DEFAULT_BOUND : bound(bound);
        Shard part = part();
        long runsMax = schedules == null
                ? (bound == null ? SCHEDULES : Long.MAX_VALUE)
                : number("--schedules", schedules, 1, SCHEDULES_MAX);
        long nanosMax = seconds == null ? 0 : number("--seconds", seconds, 1, SECONDS_MAX) * 1_000_000_000L;
        long first = seed();
        List<RunSpec> specs = specs(first);
        CountDownLatch told = new CountDownLatch(1);
        Thread hook = new Thread(() -> interrupt(told), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        int exitCode = ExitCode.OK;
        try {
            for (RunSpec spec : specs) {
                if (!interrupted) {
                    exitCode = Math.max(exitCode, explore(spec, asked, part, runsMax, nanosMax));
                }
            }
            if (interrupted) {
                bench.terminal().complain("interrupted");
            }
        } finally {
            told.countDown();
            remove(hook);
        }
        return exitCode;
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

    private int explore(RunSpec spec, Bound asked, Shard part, long runsMax, long nanosMax) {
        long start = System.nanoTime();
        try {
            Search search = new Search(spec, asked);
            SearchProgress progress = new SearchProgress(
                    bench.terminal(),
                    name(spec),
                    search,
                    runsMax,
                    start + nanosMax,
                    seconds != null,
                    () -> interrupted);
            boolean exhausted = search.exhaustively(part, progress.until(bound == null ? runsMax / 3 : runsMax));
            if (bound == null) {
                search.randomly(progress.until(runsMax * 2 / 3));
                search.byPriorities(progress.until(runsMax));
            }
            SearchSummary summary = new SearchSummary(search, name(spec), asked, part, exhausted, progress.seconds());
            List<Search.Defect> defects = search.defects(() -> interrupted);
            bench.terminal().print(summary.text(defects, bench.surroundings().program()));
            return exitCode(defects);
        } catch (Diverged diverged) {
            throw new HarnessError("explore " + name(spec) + ": " + diverged.getMessage());
        }
    }

    private static int exitCode(List<Search.Defect> defects) {
        if (defects.stream().anyMatch(each -> each.result().verdict().isHarnessError())) {
            return ExitCode.HARNESS_ERROR;
        }
        return defects.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    private static String name(RunSpec spec) {
        return spec.scenario().id() + "/" + spec.variant().name() + " "
                + spec.factory().name();
    }

    private List<RunSpec> specs(long firstSeed) {
        RunPlanner planner = new RunPlanner(bench.catalogue(), "explore");
        List<RunSpec> specs = new ArrayList<>();
        List<String> names =
                scenarios.isEmpty() ? List.of(bench.catalogue().plain().id()) : scenarios;
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

    private static Bound bound(String text) {
        return Bound.parse(text)
                .orElseThrow(() -> Refused.badInput("--bound: three numbers from 0 to " + Bound.MAX
                        + " with commas between them, for example 2,0,1 for at most two switches, no fault and one departure"
                        + " of the kernel, but was '" + text + "'"));
    }

    private Shard part() {
        String text = shard == null ? shardOfEnvironment() : shard;
        if (text == null) {
            return Shard.ALL;
        }
        if (bound == null) {
            throw Refused.badInput("--shard: only a search with --bound can be divided");
        }
        return Shard.parse(text)
                .orElseThrow(() -> Refused.badInput("--shard: I/N with I from 1 to N, and N at most " + Shard.COUNT_MAX
                        + ", for example 3/8, but was '" + text + "'"));
    }

    /** Bazel's convention counts from 0. */
    private @Nullable String shardOfEnvironment() {
        String index = System.getenv("TEST_SHARD_INDEX");
        String total = System.getenv("TEST_TOTAL_SHARDS");
        if (index == null || total == null || bound == null) {
            return null;
        }
        return (number("TEST_SHARD_INDEX", index, 0, Shard.COUNT_MAX - 1L) + 1) + "/" + total;
    }

    private long seed() {
        if (seed == null) {
            return RunOptions.DEFAULT_SEED;
        }
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw Refused.badInput("--seed: a seed is a whole number of 64 bits, but was '" + seed + "'");
        }
    }

    private static long number(String option, String text, long least, long most) {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < least || number > most) {
            throw Refused.badInput(option + ": a number from " + least + " to " + most + ", but was '" + text + "'");
        }
        return number;
    }
}
