package pipefault.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pipefault.certification.SequenceExecutor;
import pipefault.differential.Campaign;
import pipefault.differential.Discrepancy;
import pipefault.differential.Listing;
import pipefault.differential.Performed;
import pipefault.differential.Search;
import pipefault.differential.Shrinker;
import pipefault.differential.Transcript;
import pipefault.explore.Deadline;
import pipefault.report.Prose;
import pipefault.report.TextFile;
import pipefault.scenario.HarnessError;
import pipefault.simulation.kernel.Personality;

/** Holds the simulated kernel against another one with random sequences, and tells of what it cannot explain. */
final class RandomComparison {

    /** How many schedules of the simulated kernel are looked at before a sequence counts as a difference. */
    static final int TRIES = 20_000;

    private static final int SHRINKING_TRIES = 2_000;
    private static final int SHRINKING_RUNS = 400;

    /** For all differences together: what is told of the others matters more than the shortest script. */
    private static final Duration SHRINKING_TIME = Duration.ofSeconds(60);

    /** So many differences are made short; what they have in common is known by then. */
    private static final int SHRUNK = 5;

    private final Workbench bench;
    private final KernelName kernel;
    private final boolean verbose;
    private final @Nullable Path record;
    private int differences;
    private long tries;
    private int repeated;
    private Duration shrinkingLeft = SHRINKING_TIME;

    /**
     * Prepares a comparison.
     *
     * @param verbose whether sequences are shown in full before they are made short
     * @param record what the other kernel answers is written to this file, which appears at the end; null writes nothing
     */
    RandomComparison(Workbench bench, KernelName kernel, boolean verbose, @Nullable Path record) {
        this.bench = bench;
        this.kernel = kernel;
        this.verbose = verbose;
        this.record = record;
    }

    /** Runs sequences of consecutive seeds; the result is the exit code. */
    int run(long seed, int count) {
        KernelName actual = bench.kernels().actual(kernel);
        Personality personality = actual == KernelName.WINE ? Personality.WINE : Personality.WINDOWS_IN_STEPS;
        long begun = System.nanoTime();
        TextFile.Content comparison = lines -> compare(seed, count, personality, lines);
        try {
            if (record == null) {
                comparison.writeTo(Writer.nullWriter());
            } else {
                TextFile.write(record, comparison);
            }
        } catch (IOException e) {
            throw new HarnessError("the answers could not be written: " + e, e);
        } finally {
            bench.terminal().clearProgress();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        bench.terminal()
                .println(String.format(
                        Locale.ROOT,
                        "%s on the %s kernel, %s: %s (%s looked at, %.1f sequences per second%s)",
                        Prose.counted(count, "random sequence"),
                        actual,
                        count == 1 ? "seed " + seed : "seeds " + seed + " to " + (seed + count - 1),
                        Prose.counted(differences, "unexplained difference"),
                        Prose.counted(tries, "schedule"),
                        count / seconds,
                        repeated == 0
                                ? ""
                                : ", " + repeated + " performed twice: they did not come to their end at first"));
        return differences == 0 ? ExitCode.OK : ExitCode.FINDING;
    }

    private void compare(long seed, int count, Personality personality, Writer lines) {
        Progress progress = new Progress(bench.terminal(), count);
        try (SequenceExecutor executor = bench.kernels().openSequences(kernel, seed)) {
            Campaign campaign = new Campaign(executor, new Search(TRIES, personality));
            campaign.run(seed, count, (result, current) -> {
                tries += result.tries();
                write(lines, current, result);
                if (!result.isExplained()) {
                    differences++;
                    tell(current, result, new Campaign(executor, new Search(SHRINKING_TRIES, personality)));
                }
                repeated = executor.repeated();
                progress.step("seed " + current, result.isExplained() ? 0 : 1);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while sequences were going on", e);
        }
    }

    /** A search may run for hours: what is known is on the disk at once, in an unfinished file beside the one asked for. */
    private static void write(Writer lines, long seed, Campaign.Result result) {
        Transcript observed = result.observed();
        if (observed != null) {
            try {
                lines.write(new Performed(seed, observed).toLine() + "\n");
                lines.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the answers could not be written", e);
            }
        }
    }

    private void tell(long seed, Campaign.Result result, Campaign again) {
        Terminal terminal = bench.terminal();
        Discrepancy found = result.discrepancy();
        if (found == null) {
            terminal.println("seed " + seed + ": the kernel did not answer: " + result.failure());
            return;
        }
        terminal.println("seed " + seed + ": no schedule of the simulated kernel answers like this; "
                + (found.search().exhausted() ? "there are no more than the " : "looked at ")
                + found.search().tries() + ". Nearest: " + found.search().contradiction());
        if (verbose) {
            show(found);
        }
        if (differences <= SHRUNK) {
            Discrepancy shortest = shrink(found, again);
            terminal.println("made short, with what the other kernel answered (here: "
                    + shortest.search().contradiction() + "):");
            show(shortest);
        }
    }

    private Discrepancy shrink(Discrepancy found, Campaign again) {
        Deadline end = Deadline.in(shrinkingLeft);
        Shrinker shrinker =
                new Shrinker(sequence -> end.isOver() ? Optional.empty() : again.examine(sequence), SHRINKING_RUNS);
        try {
            return shrinker.shrink(found);
        } finally {
            shrinkingLeft = end.left();
        }
    }

    private void show(Discrepancy shown) {
        Listing.of(shown.sequence(), shown.observed())
                .forEach(line -> bench.terminal().println("  " + line));
    }
}
