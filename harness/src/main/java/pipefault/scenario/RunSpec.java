package pipefault.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracle;

/**
 * What is to be run.
 *
 * @param scenario the story
 * @param variant the way to put its question
 * @param factory the writer
 * @param seed decides everything that is random; in simulation the schedule too
 * @param override a plan that replaces the variant's; null for none
 */
public record RunSpec(
        Scenario scenario,
        Variant variant,
        SubjectFactory factory,
        long seed,
        @Nullable FaultPlan override) {

    /** Returns the plan that is armed. */
    public FaultPlan plan() {
        return override == null ? variant.plan() : override;
    }

    /** Returns the oracles that decide the verdict of a specimen. */
    public List<Oracle> question() {
        List<Oracle> narrowed = variant.narrowed();
        return narrowed == null ? scenario.question() : narrowed;
    }
}
