package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pipefault.defects.Zoo;
import pipefault.league.League;
import pipefault.league.LeaguePage;
import pipefault.league.Look;
import pipefault.league.Pair;
import pipefault.report.TextFile;

/** Holds ways of looking for defects against each other, on the specimens. */
@Command(
        name = "league",
        description =
                "Look for the defects of all specimens in several ways: without faults, with random ones, call by call, by"
                        + " random priorities, and as explore does. Says how many each finds, how soon, and how often it is"
                        + " wrong. Exit code 0, whoever wins.",
        footer = {"", "Example:", "  ./pipefault league --seeds 2 --out league.md"})
final class LeagueCommand extends Subcommand {

    private static final long SEEDS_MAX = 1_000;
    private static final long BUDGET_MAX = 1_000_000;

    @Option(names = "--seeds", paramLabel = "N", description = "N seeds, from 1 on. Default: 20.")
    private String seeds = "20";

    @Option(
            names = "--budget",
            paramLabel = "N",
            description =
                    "at most N runs for each search; the same with a tenth of N, and with ten times N for what explore"
                            + " has not found. Default: 1000.")
    private String budget = "1000";

    @Option(
            names = "--only",
            paramLabel = "SPECIMEN",
            arity = "1..*",
            split = ",",
            description = "these specimens; see 'list specimens'. Default: all that a verdict tells of.")
    private final List<String> only = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "write the page to a file. Default: print it.")
    private @Nullable String out;

    LeagueCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        int seedCount = (int) Numbers.read("--seeds", seeds, 1, SEEDS_MAX);
        long runs = Numbers.read("--budget", budget, 1, BUDGET_MAX);
        List<Pair> pairs = pairs();
        Path file = out == null ? null : FileProblem.writable("--out", out, ForeignFiles.LEAGUE);
        League league = new League(pairs, seedCount, runs);
        long start = System.nanoTime();
        Interruption interruption = Interruption.watch(() -> {
            bench.terminal().print(LeaguePage.of(league, ""));
            bench.terminal().complain("interrupted" + (file == null ? "" : "; --out is not written"));
        });
        try {
            play(league, league.looks());
            play(league, league.moreLooks());
        } finally {
            bench.terminal().clearProgress();
            interruption.end();
        }
        String page = LeaguePage.of(league, took(System.nanoTime() - start));
        if (file == null) {
            bench.terminal().print(page);
        } else {
            FileProblem.write("--out", file, () -> TextFile.write(file, target -> target.write(page)));
        }
        return ExitCode.OK;
    }

    private void play(League league, List<Look> looks) {
        Progress progress = new Progress(bench.terminal(), looks.size());
        InOrder.work(
                bench.kernels().parallelism(KernelName.SIMULATED), looks.iterator(), Look::firstBad, (look, at) -> {
                    league.ended(look, at);
                    progress.step(
                            look.spec().factory().name() + ", " + look.looking().name(), 0);
                });
    }

    private List<Pair> pairs() {
        List<Zoo.Entry> seen = Zoo.all().stream().filter(Zoo.Entry::hasVerdict).toList();
        List<String> names = seen.stream().map(Zoo.Entry::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw refused(name, names);
        });
        return seen.stream()
                .filter(entry -> only.isEmpty() || only.contains(entry.name()))
                .map(entry -> Pair.of(entry.name(), entry.searched(entry.factory()), entry.searched(entry.twin())))
                .toList();
    }

    private static Refused refused(String name, List<String> names) {
        return Zoo.all().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(entry ->
                        Refused.badInput("--only: no verdict tells of " + name + ": " + entry.whyWithoutVerdict()))
                .orElseGet(() -> Refused.unknown("--only", "specimen", name, names));
    }

    private static String took(long nanos) {
        return String.format(Locale.ROOT, "It took %.0f seconds.", nanos / 1e9);
    }
}
