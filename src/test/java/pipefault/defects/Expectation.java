package pipefault.defects;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/** What one writer is expected to show in one variant of a scenario. */
record Expectation(Scenario scenario, Variant variant, SubjectFactory writer, Set<Verdict> verdicts) {

    /** Returns everything that the scenarios expect, the derived specimens included. */
    static List<Expectation> all() {
        List<Expectation> all = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            for (Variant variant : scenario.variants()) {
                variant.expected()
                        .forEach((name, verdicts) -> all.add(new Expectation(
                                scenario, variant, Writers.named(name).orElseThrow(), verdicts)));
            }
        }
        return all;
    }

    RunSpec spec(long seed) {
        return new RunSpec(scenario, variant, writer, seed, null);
    }

    /** Returns what is wrong with the results of a control run and a run with faults; null if nothing is. */
    @Nullable
    String complaintAbout(List<RunResult> results) {
        for (RunResult result : results) {
            Set<Verdict> right = result.phase().equals(RunResult.CONTROL) ? Variant.GOOD : verdicts;
            if (!right.contains(result.verdict())) {
                List<String> evidence =
                        result.evidence().stream().map(Finding::text).toList();
                return this + ", " + result.phase() + " run, seed " + result.seed() + ": " + result.verdict()
                        + " instead of " + right + "; " + evidence + " " + result.notes() + " " + result.lastSeen();
            }
        }
        return results.size() == 2 ? null : this + ": " + results.size() + " results instead of 2";
    }

    @Override
    public String toString() {
        return scenario.id() + " " + variant.name() + " " + writer.name();
    }
}
