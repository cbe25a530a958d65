package pipefault.app;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.explore.Token;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Verdict;
import pipefault.report.ReportedRun;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/**
 * A run that is to be made, with any seed, and what it will be held against.
 *
 * @param override a plan that replaces the variant's; then nothing is expected, and good or bad decides
 */
record PlannedRun(
        Scenario scenario,
        Variant variant,
        SubjectFactory factory,
        @Nullable FaultPlan override) {

    RunSpec spec(long seed) {
        return new RunSpec(scenario, variant, factory, seed, override);
    }

    /** Holds one of the two results against what is expected of it. */
    ReportedRun judge(RunResult result, int repeat, Replay replay) {
        Token token = new Token(scenario.id(), variant.name(), factory.name(), result.seed(), override);
        // A token names the run with faults; replaying it makes the control run as well, and shows it if it is bad.
        String text =
                result.phase().equals(RunResult.CONTROL) ? null : token.text().orElse(null);
        return ReportedRun.of(result, expected(result), repeat, text, replay.commandLine(token));
    }

    private @Nullable Set<Verdict> expected(RunResult result) {
        if (override != null) {
            return null;
        }
        // Without faults nothing may differ from the control run, which it is.
        return result.phase().equals(RunResult.CONTROL)
                ? Set.of(Verdict.UNAFFECTED)
                : variant.expectedOf(factory.name());
    }
}
