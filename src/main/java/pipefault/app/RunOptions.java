package pipefault.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that runs something. */
final class RunOptions {

    /** The seed where none is given, so that two people see the same. */
    static final long DEFAULT_SEED = 1;

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            completionCandidates = Candidates.OfKernels.class,
            description = "simulated, native or wine. Default: native on Windows, simulated elsewhere.")
    private @Nullable String kernel;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "decides everything that is random; in simulation the order of the threads too. Default: 1, and for"
                            + " sweep 0, which is the usual order.")
    private @Nullable String seed;

    @Option(names = "--verbose", description = "tell of every run, and of an error of Pipefault itself with its stack.")
    private boolean verbose;

    KernelName kernel(Surroundings surroundings) {
        return kernel == null ? surroundings.defaultKernel() : KernelName.named("--kernel", kernel);
    }

    long seed() {
        return seed(DEFAULT_SEED);
    }

    long seed(long otherwise) {
        if (seed == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw Refused.badInput("--seed: a seed is a whole number of 64 bits, but was '" + seed + "'");
        }
    }

    boolean verbose() {
        return verbose;
    }
}
