package pipefault.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pipefault.app.SoakSummary.Shown;
import pipefault.explore.Soak;
import pipefault.oracle.Verdict;
import pipefault.report.Conditions;
import pipefault.report.Prose;
import pipefault.report.ReportedRun;
import pipefault.report.SoakJson;
import pipefault.report.SoakJson.Alarm;
import pipefault.report.TextFile;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.SubjectFactory;

/** Runs right writers for a long time: whatever an oracle objects to is an error of ours. */
@Command(
        name = "soak",
        description =
                "Run all right writers through scenarios, orders of threads and, in simulation, plans drawn at random. Exit"
                        + " code 3 if an oracle objects to one of them, or if the same run differs the second time.",
        footer = {"", "Example:", "  ./pipefault soak --seconds 60 --seed 7"})
final class SoakCommand extends Subcommand {

    private static final long MOST_SECONDS = 30L * 24 * 60 * 60;
    private static final String DEFAULT_SECONDS = "60";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** So many runs are one piece of work of a thread in simulation, where each takes a millisecond. */
    private static final int PIECE = 32;

    /** Each run whose number is a multiple of this is made twice in simulation. */
    private static final int TWICE = 10;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "begin no further run after S seconds. Default: 60, and with --runs no limit.")
    private @Nullable String seconds;

    @Option(names = "--runs", paramLabel = "N", description = "at most N runs. Default: no limit.")
    private @Nullable String runs;

    @Option(names = "--json", paramLabel = "FILE", description = "write the counts and alarms to a file, for machines.")
    private @Nullable String json;

    SoakCommand(Workbench bench) {
        super(bench);
    }

    @Override
    public Integer call() {
        KernelName kernel = options.kernel(bench.surroundings());
        long seed = options.seed();
        long most = runs == null ? Long.MAX_VALUE : Numbers.read("--runs", runs, 1, Integer.MAX_VALUE);
        String limit = seconds == null && runs == null ? DEFAULT_SECONDS : seconds;
        long longest = limit == null ? MOST_SECONDS : Numbers.read("--seconds", limit, 1, MOST_SECONDS);
        bench.kernels().require(kernel);
        if (kernel == KernelName.WINE) {
            return bench.kernels().runUnderWine(again(seed));
        }
        return soak(kernel, seed, most, longest);
    }

    private int soak(KernelName kernel, long seed, long most, long longest) {
        Path jsonFile = json == null ? null : FileProblem.writable("--json", json, ForeignFiles.JSON);
        List<SubjectFactory> writers = bench.catalogue().rightWriters();
        Soak row = new Soak(bench.catalogue().named(), writers, kernel == KernelName.SIMULATED, seed);
        KernelName actual = bench.kernels().actual(kernel);
        SoakSummary summary = new SoakSummary(actual, writers.size(), seed, options.verbose());
        Interruption interruption = Interruption.watch(() -> interrupted(summary));
        long start = System.nanoTime();
        BooleanSupplier enough = () -> System.nanoTime() - start >= longest * NANOS_PER_SECOND;
        try (RunExecutor executor = bench.kernels().open(kernel)) {
            play(row, executor, kernel, summary, most, enough);
        } finally {
            bench.terminal().clearProgress();
            interruption.end();
        }
        bench.terminal().print(summary.text());
        if (jsonFile != null) {
            Conditions conditions = bench.conditions(kernel, seed);
            FileProblem.write(
                    "--json",
                    jsonFile,
                    () -> TextFile.write(
                            jsonFile,
                            target -> SoakJson.write(conditions, summary.counts(), summary.alarms(), target)));
        }
        return summary.exitCode();
    }

    /** Makes the runs in pieces; which runs there are depends on the time, but not which one is the n-th. */
    private void play(
            Soak row, RunExecutor executor, KernelName kernel, SoakSummary summary, long most, BooleanSupplier enough) {
        boolean simulated = kernel == KernelName.SIMULATED;
        int piece = simulated ? PIECE : 1;
        Replay replay = new Replay(bench, kernel);
        Progress progress = new Progress(bench.terminal(), 0);
        InOrder.work(
                bench.kernels().parallelism(kernel),
                new Pieces(most, piece, enough),
                first -> LongStream.range(first, Math.min(most, first + piece))
                        .mapToObj(number -> show(row, number, executor, simulated, replay))
                        .toList(),
                (first, shown) -> {
                    shown.forEach(summary::add);
                    progress.step(Prose.counted(summary.runs(), "run"), alarmsIn(shown));
                });
    }

    private static long alarmsIn(List<Shown> shown) {
        return shown.stream().filter(each -> each.alarm() != null).count();
    }

    private static Shown show(Soak row, long number, RunExecutor executor, boolean simulated, Replay replay) {
        boolean twice = simulated && number % TWICE == 0;
        RunSpec spec = row.run(number);
        RunResult result = executor.run(spec);
        // A JVM under Wine stands still now and then, whatever it does; what is wrong with a run is so the second time.
        boolean again = !simulated && result.verdict() == Verdict.HARNESS_ERROR;
        if (again) {
            result = executor.run(spec);
        }
        boolean differs = twice
                && !executor.run(spec).trace().digest().equals(result.trace().digest());
        boolean good = result.verdict().isGood() || SoakSummary.WITHOUT_WORD.contains(result.verdict());
        Alarm alarm = null;
        if (differs || !good) {
            ReportedRun run = new PlannedRun(spec.scenario(), spec.variant(), spec.factory(), spec.override())
                    .judge(result, 1, replay);
            alarm = new Alarm(number, differs, run);
        }
        boolean fired = result.fired().stream().anyMatch(each -> each.times() > 0);
        return new Shown(result.verdict(), spec.override() != null, fired, twice, again, alarm);
    }

    /** The numbers of the first runs of pieces, until there were enough. */
    private static final class Pieces implements PrimitiveIterator.OfLong {
        private final long most;
        private final int piece;
        private final BooleanSupplier enough;
        private long next;

        Pieces(long most, int piece, BooleanSupplier enough) {
            this.most = most;
            this.piece = piece;
            this.enough = enough;
        }

        @Override
        public boolean hasNext() {
            return next < most && !enough.getAsBoolean();
        }

        @Override
        public long nextLong() {
            if (next >= most) {
                throw new NoSuchElementException();
            }
            long first = next;
            next += piece;
            return first;
        }
    }

    private void interrupted(SoakSummary summary) {
        bench.terminal().print(summary.text());
        bench.terminal().complain("interrupted" + (json == null ? "" : "; --json is not written"));
    }

    /** Returns the command line for the native kernel of another process, with what it names made independent of this one. */
    private List<String> again(long seed) {
        List<String> arguments = new ArrayList<>(List.of("soak", "--kernel", "native", "--seed=" + seed));
        if (seconds != null) {
            arguments.addAll(List.of("--seconds", seconds));
        }
        if (runs != null) {
            arguments.addAll(List.of("--runs", runs));
        }
        if (json != null) {
            arguments.addAll(List.of("--json", WineJvm.windowsPath(FileProblem.path("--json", json))));
        }
        if (options.verbose()) {
            arguments.add("--verbose");
        }
        return arguments;
    }
}
