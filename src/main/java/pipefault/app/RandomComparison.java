package pipefault.app;

import java.util.List;
import java.util.Locale;
import pipefault.certification.SequenceExecutor;
import pipefault.differential.Campaign;
import pipefault.differential.Discrepancy;
import pipefault.differential.Listing;
import pipefault.differential.Search;
import pipefault.differential.Shrinker;
import pipefault.scenario.HarnessError;
import pipefault.simulation.kernel.Personality;

/** Holds the simulated kernel against another one with random sequences, and tells of what it cannot explain. */
final class RandomComparison {

    /** How many schedules of the simulated kernel are looked at before a sequence counts as a difference. */
    static final int TRIES = 10_000;

    private static final int SHRINKING_TRIES = 1_000;
    private static final int SHRINKING_RUNS = 400;

    /** So many differences are made short; what they have in common is known by then. */
    private static final int SHRUNK = 5;

    private final Workbench bench;
    private final KernelName kernel;
    private int differences;
    private long tries;

    RandomComparison(Workbench bench, KernelName kernel) {
        this.bench = bench;
        this.kernel = kernel;
    }

    /** Runs sequences of consecutive seeds; the result is the exit code. */
    int run(long seed, int count) {
        KernelName actual = bench.kernels().actual(kernel);
        Personality personality = actual == KernelName.WINE ? Personality.WINE : Personality.WINDOWS;
        Progress progress = new Progress(bench.terminal(), count);
        long begun = System.nanoTime();
        try (SequenceExecutor executor = bench.kernels().openSequences(kernel, seed)) {
            Campaign campaign = new Campaign(executor, new Search(TRIES, personality));
            campaign.run(seed, count, result -> {
                tries += result.tries();
                if (!result.isExplained()) {
                    differences++;
                    tell(result, new Campaign(executor, new Search(SHRINKING_TRIES, personality)));
                }
                progress.step("seed " + result.sequence().id().substring(1), result.isExplained() ? 0 : 1);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while sequences were going on", e);
        } finally {
            bench.terminal().clearProgress();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        bench.terminal()
                .println(String.format(
                        Locale.ROOT,
                        "%,d random sequences on the %s kernel, seeds %d to %d: %,d unexplained differences"
                                + " (%,d schedules looked at, %.1f sequences per second)",
                        count,
                        actual,
                        seed,
                        seed + count - 1,
                        differences,
                        tries,
                        count / seconds));
        return differences == 0 ? ExitCode.OK : ExitCode.FINDING;
    }

    private void tell(Campaign.Result result, Campaign again) {
        Terminal terminal = bench.terminal();
        String seed = result.sequence().id().substring(1);
        Discrepancy found = result.discrepancy();
        if (found == null) {
            terminal.println("seed " + seed + ": the kernel did not answer: " + result.failure());
            return;
        }
        terminal.println("seed " + seed + ": no schedule of the simulated kernel answers like this; "
                + (found.search().exhausted() ? "there are no more than the " : "looked at ")
                + found.search().tries() + ". Nearest: " + found.search().contradiction());
        if (differences <= SHRUNK) {
            Discrepancy shortest = new Shrinker(again::examine, SHRINKING_RUNS).shrink(found);
            List<String> lines = Listing.of(shortest.sequence(), shortest.observed());
            terminal.println("made short, with what the other kernel answered (here: "
                    + shortest.search().contradiction() + "):");
            lines.forEach(line -> terminal.println("  " + line));
        }
    }
}
