package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.explore.Bound;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/**
 * One claim of a defect report: what it says, and what would show it.
 *
 * @param id unique in its report, for example {@code 1} or {@code 1A}
 * @param near the claim beside which this one stands; empty if the report makes it by itself
 * @param text what is claimed, one sentence
 * @param place where in the reviewed code, in words
 * @param call the call that stands at that place; null if there is none
 * @param anyOf what a run has to show; one of them is enough
 * @param stages what is played, in this order
 * @param plan replaces the plans of the stages; null for their own
 * @param bound how far runs depart from the stages before the claim counts as refuted
 * @param subject whoever has the defect; the subject of the report for most claims
 * @param knownBy writers that really have the claimed defect: each has to show it in one of the stages, or nothing is refuted
 * @param expects the answer that is expected; null for none
 */
public record Claim(
        String id,
        String near,
        String text,
        String place,
        @Nullable FailPoint call,
        List<Hypothesis> anyOf,
        List<Stage> stages,
        @Nullable FaultPlan plan,
        Bound bound,
        SubjectFactory subject,
        List<SubjectFactory> knownBy,
        @Nullable ClaimVerdict expects) {

    /** Copies the lists. */
    public Claim {
        anyOf = List.copyOf(anyOf);
        stages = List.copyOf(stages);
        knownBy = List.copyOf(knownBy);
    }

    /** One variant of a scenario. */
    public record Stage(Scenario scenario, Variant variant) {

        /** Returns the steps that the claim brings with it; empty if it names a scenario. */
        public Optional<OwnSteps> ownSteps() {
            return OwnSteps.of(scenario, variant);
        }

        /** Returns what is played, for a sentence. */
        public String words() {
            return ownSteps().isPresent() ? "the claim's steps" : toString();
        }

        @Override
        public String toString() {
            return scenario.id() + "/" + variant.name();
        }
    }

    /**
     * Returns the same claim about another writer; nothing is expected of that one.
     *
     * <p>Whoever is expected to show it joins those that are known to have the defect.
     */
    public Claim about(SubjectFactory writer) {
        List<SubjectFactory> known = new ArrayList<>(knownBy);
        if (expects == ClaimVerdict.REPRODUCED) {
            known.add(subject);
        }
        return new Claim(id, near, text, place, call, anyOf, stages, plan, bound, writer, known, null);
    }

    /** Returns a stage with a writer on it, in the usual order of its threads. */
    public RunSpec on(Stage stage, SubjectFactory writer) {
        return new RunSpec(stage.scenario(), stage.variant(), writer, 0, plan);
    }

    /** Returns the faults that are armed on a stage. */
    FaultPlan planOn(Stage stage) {
        return plan == null ? stage.variant().plan() : plan;
    }

    /** Tells whether a run shows what is claimed, by the faults of the plan and at the place. */
    public boolean isShownBy(RunResult result) {
        return isReachedBy(result) && isExercisedBy(result) && anyOf.stream().anyMatch(each -> each.holds(result));
    }

    /** Tells whether the subject has made the call of the place in a run. */
    boolean isReachedBy(RunResult result) {
        return call == null || Hypothesis.isReached(result, call);
    }

    /** Tells whether each fault of the plan fired in a run. */
    static boolean isExercisedBy(RunResult result) {
        return result.fired().stream().allMatch(fault -> fault.times() > 0);
    }

    /** Returns the calls without which the claim says nothing about a subject: that of the place, and those of the plan. */
    Stream<FailPoint> callsNeededOn(Stage stage) {
        return Stream.concat(
                Stream.ofNullable(call),
                planOn(stage).faults().stream()
                        .map(Fault::point)
                        .filter(point -> point.function().isPresent()));
    }
}
