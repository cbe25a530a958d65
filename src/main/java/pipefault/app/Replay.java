package pipefault.app;

import org.jspecify.annotations.Nullable;
import pipefault.explore.Token;
import pipefault.fault.FaultPlan;

/** Writes the command line that runs something again, as the user would have to type it here. */
final class Replay {

    private final Workbench bench;
    private final Surroundings surroundings;
    private final KernelName kernel;

    Replay(Workbench bench, KernelName kernel) {
        this.bench = bench;
        this.surroundings = bench.surroundings();
        this.kernel = kernel;
    }

    /** Returns the shortest one: with the token, or where the plan is too long for one, in words. */
    String commandLine(Token token) {
        String option = surroundings.kernelOption(kernel);
        return token.text()
                .map(text -> bench.replay() + " " + text + option)
                .orElseGet(() -> surroundings.program() + " run"
                        + bench.subjects().typed() + " " + token.scenario() + "/" + token.variant() + " --writer "
                        + token.writer() + " --seed " + token.seed() + option + plan(token.override()));
    }

    private String plan(@Nullable FaultPlan plan) {
        char quote = surroundings.program().startsWith("./") ? '\'' : '"';
        // Windows shells eat the arrow even between quotes of the wrong kind; the colon means the same.
        return plan == null ? "" : " --fault " + quote + plan.toString().replace(" -> ", ": ") + quote;
    }
}
