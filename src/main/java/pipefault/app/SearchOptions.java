package pipefault.app;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import pipefault.explore.Bound;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;

/** How far a search goes, and who does it. */
final class SearchOptions {

    private static final long SCHEDULES = 5_000;
    private static final long SCHEDULES_MAX = 1_000_000_000;
    private static final long SECONDS_MAX = 1_000_000;
    private static final long WORKERS_MAX = 256;

    /** With fewer schedules other processes would take longer to start than they save. */
    private static final double WORTH_A_PROCESS = 2_000;

    static final String SHARD_INDEX = "TEST_SHARD_INDEX";
    static final String SHARD_TOTAL = "TEST_TOTAL_SHARDS";

    @Option(
            names = "--bound",
            paramLabel = "P,F,K",
            description =
                    "try everything with at most P switches of threads that the default would not make, F faults and"
                            + " K departures of the kernel from what it usually does. Default: 1,1,1, then random runs.")
    private @Nullable String bound;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "N random runs and nothing else, half of them walks, half with random priorities; faults and"
                    + " departures of the kernel up to --bound.")
    private @Nullable String random;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            description = "at most N runs for each writer. Default: 5000, and with --bound no limit.")
    private @Nullable String schedules;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description =
                    "search for at most S seconds for each writer, from when the workers are ready; an estimate of the"
                            + " size takes up to a quarter of that. What was found is then made smaller for at most as long again,"
                            + " and for 60 seconds at the most. Default: no limit to the search.")
    private @Nullable String seconds;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "only the I-th of N parts, which together cover everything without overlap; needs --bound."
                    + " Default: TEST_SHARD_INDEX and TEST_TOTAL_SHARDS, where they are set.")
    private @Nullable String shard;

    @Option(names = "--seed", paramLabel = "N", description = "decides the random runs. Default: 1.")
    private @Nullable String seed;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "divide the work among N processes, each on a core of its own where taskset is there; with 1"
                    + " no other process is started. Default: one for each core, and 1 for a short search.")
    private @Nullable String workers;

    private final Map<String, String> environment;

    SearchOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Returns what was asked for. */
    SearchPlan plan() {
        Bound asked = bound == null ? Bound.USUAL : bound(bound);
        Shard part = part();
        if (random != null) {
            if (schedules != null) {
                throw Refused.badInput("--random: says by itself how many runs there are; leave out --schedules");
            }
            long runs = Numbers.read("--random", random, 1, SCHEDULES_MAX);
            return new SearchPlan(asked, part, 0, runs - runs / 2, runs / 2);
        }
        if (bound == null) {
            long runs = schedules == null ? SCHEDULES : Numbers.read("--schedules", schedules, 1, SCHEDULES_MAX);
            return SearchPlan.usual(asked, part, runs);
        }
        return new SearchPlan(
                asked,
                part,
                schedules == null ? Long.MAX_VALUE : Numbers.read("--schedules", schedules, 1, SCHEDULES_MAX),
                0,
                0);
    }

    /** Returns how long each search may take; 0 for no limit. */
    long nanos() {
        return seconds == null ? 0 : Numbers.read("--seconds", seconds, 1, SECONDS_MAX) * 1_000_000_000L;
    }

    long seed() {
        if (seed == null) {
            return RunOptions.DEFAULT_SEED;
        }
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw Refused.badInput("--seed: a seed is a whole number of 64 bits, but was '" + seed + "'");
        }
    }

    /** Returns how many processes were asked for; 0 where nobody said. */
    int workers() {
        return workers == null ? 0 : (int) Numbers.read("--workers", workers, 1, WORKERS_MAX);
    }

    /**
     * Returns how many processes do a search.
     *
     * @param size how many runs the whole bound holds, estimated
     */
    int workersFor(SearchPlan plan, double size) {
        if (workers != null) {
            return workers();
        }
        double systematic =
                Math.min((double) plan.exhaustive(), size / plan.shard().count());
        double randomRuns =
                (double) (plan.walks() + plan.priorities()) / plan.shard().count();
        return systematic + randomRuns < WORTH_A_PROCESS
                ? 1
                : (int) Math.min(WORKERS_MAX, Runtime.getRuntime().availableProcessors());
    }

    private static Bound bound(String text) {
        return Bound.parse(text)
                .orElseThrow(() -> Refused.badInput("--bound: three numbers from 0 to " + Bound.MAX
                        + " with commas between them, for example 2,0,1 for at most two switches, no fault and one departure"
                        + " of the kernel, but was '" + text + "'"));
    }

    private Shard part() {
        String text = shard;
        if (text == null) {
            return bound == null ? Shard.ALL : ofEnvironment();
        }
        if (bound == null) {
            throw Refused.badInput("--shard: only a search with --bound can be divided");
        }
        return Shard.parse(text)
                .orElseThrow(() -> Refused.badInput("--shard: I/N with I from 1 to N, and N at most " + Shard.COUNT_MAX
                        + ", for example 3/8, but was '" + text + "'"));
    }

    /** Bazel's convention counts from 0. */
    private Shard ofEnvironment() {
        String index = environment.get(SHARD_INDEX);
        String total = environment.get(SHARD_TOTAL);
        if (index == null && total == null) {
            return Shard.ALL;
        }
        if (index == null || total == null) {
            throw Refused.badInput((index == null ? SHARD_TOTAL : SHARD_INDEX) + " is set, and "
                    + (index == null ? SHARD_INDEX : SHARD_TOTAL) + " is not; both or neither, or --shard");
        }
        int count = (int) Numbers.read(SHARD_TOTAL, total, 1, Shard.COUNT_MAX);
        long number = Numbers.read(SHARD_INDEX, index, 0, Shard.COUNT_MAX - 1L);
        if (number >= count) {
            throw Refused.badInput(SHARD_INDEX + ": index " + number + " of " + SHARD_TOTAL + "=" + count
                    + "; it counts from 0 to " + (count - 1));
        }
        return new Shard((int) number + 1, count);
    }

    /** Returns what a user should know who has asked for something that is not heeded; empty if there is nothing. */
    Optional<String> warning() {
        boolean divided = environment.containsKey(SHARD_INDEX) || environment.containsKey(SHARD_TOTAL);
        return divided && bound == null && shard == null
                ? Optional.of(SHARD_INDEX + " and " + SHARD_TOTAL
                        + " are not heeded: only a search with --bound can be divided; this one is whole")
                : Optional.empty();
    }
}
