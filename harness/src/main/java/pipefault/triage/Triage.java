package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pipefault.explore.Hunt;
import pipefault.explore.Hunted;
import pipefault.explore.SizeEstimate;
import pipefault.fault.FailPoint;
import pipefault.oracle.Verdict;
import pipefault.report.Prose;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.SubjectFactory;
import pipefault.triage.Claim.Stage;
import pipefault.triage.Tried.State;

/**
 * Answers claims by searching the simulated kernel for a run that shows them; what anybody expects plays no part.
 *
 * <p>Any number of threads may ask at once; the answers are the same each time.
 */
public final class Triage {

    /** How many standard errors off an estimate is taken to be at most. */
    private static final int ERRORS = 2;

    private static final Hunted NO_RUNS = new Hunted(0, 0, false, null);

    private final Runner runner = Runner.simulated();
    private final long budget;

    /**
     * @param budget how many runs a claim may take at the most, all its stages together; as many again for each writer that
     *     is known to have the defect
     */
    public Triage(long budget) {
        this.budget = budget;
    }

    /** Answers one claim. */
    public Answer answer(Claim claim) {
        List<Tried> tried = play(claim, claim.subject());
        if (tried.stream().anyMatch(each -> each.state() == State.SHOWN)) {
            return new Answer(claim, ClaimVerdict.REPRODUCED, tried, List.of(), List.of(), List.of());
        }
        List<String> why = new ArrayList<>();
        if (tried.stream().allMatch(each -> each.state() == State.NEVER_CALLED)) {
            tried.stream().map(Tried::why).distinct().forEach(why::add);
            return new Answer(claim, ClaimVerdict.NOT_APPLICABLE, tried, List.of(), why, List.of());
        }
        tried.stream()
                .filter(each -> each.state() == State.CUT_SHORT || each.state() == State.UNFIT)
                .forEach(each -> why.add(each.stage().words() + ": " + each.why()));
        budgetThatDecides(tried).ifPresent(why::add);
        List<Tried> known = why.isEmpty() ? playKnown(claim) : List.of();
        known.stream()
                .filter(each -> each.state() != State.SHOWN)
                .forEach(each -> why.add(each.writer()
                        + " is said to have the defect and does not show it, so nothing proves that it would be seen"));
        return new Answer(
                claim, why.isEmpty() ? ClaimVerdict.REFUTED : ClaimVerdict.INCONCLUSIVE, tried, known, why, List.of());
    }

    private static Optional<String> budgetThatDecides(List<Tried> tried) {
        if (tried.stream().noneMatch(each -> each.state() == State.CUT_SHORT)) {
            return Optional.empty();
        }
        long needed = tried.stream()
                .mapToLong(each -> Math.max(each.wouldTake(), each.hunted().schedules()))
                .sum();
        return Optional.of("--budget " + needed + " would decide it, as far as can be estimated");
    }

    /** For each writer that has the defect the stage that shows it, or the last one. */
    private List<Tried> playKnown(Claim claim) {
        List<Tried> known = new ArrayList<>();
        for (SubjectFactory writer : claim.knownBy()) {
            if (!writer.name().equals(claim.subject().name())) {
                List<Tried> all = play(claim, writer);
                known.add(all.get(all.size() - 1));
            }
        }
        return known;
    }

    /** Plays stage by stage, until one shows what is claimed. */
    private List<Tried> play(Claim claim, SubjectFactory writer) {
        List<Tried> tried = new ArrayList<>();
        long left = budget;
        for (Stage stage : claim.stages()) {
            Tried each = new Play(claim, stage, writer).within(left);
            tried.add(each);
            if (each.state() == State.SHOWN) {
                break;
            }
            left -= each.hunted().schedules();
        }
        return tried;
    }

    /** One writer on one stage. */
    private final class Play {

        private final Claim claim;
        private final Stage stage;
        private final String writer;
        private final RunSpec spec;
        private final List<FailPoint> missing;
        private boolean exercised;
        private @Nullable String nearMiss;

        Play(Claim claim, Stage stage, SubjectFactory factory) {
            this.claim = claim;
            this.stage = stage;
            writer = factory.name();
            spec = claim.on(stage, factory);
            missing = new ArrayList<>(claim.callsNeededOn(stage).distinct().toList());
        }

        Tried within(long schedules) {
            RunResult control = runner.run(spec, true);
            boolean perfect = control.verdict().isGood();
            if (!perfect && !asksWithoutFaults()) {
                return unfit(NO_RUNS, control);
            }
            watch(control);
            Hunt hunt = new Hunt(spec, claim::isShownBy, this::watchExercised);
            Hunted hunted = hunt.within(claim.bound(), schedules);
            if (hunted.quarry().isPresent()) {
                return tried(State.SHOWN, hunted, "", 0);
            }
            if (!perfect) {
                return unfit(hunted, control);
            }
            if (!hunted.exhausted()) {
                SizeEstimate size = hunt.estimate(claim.bound());
                long runs = (long) Math.ceil(size.mean() + ERRORS * size.standardError());
                String why = Prose.counted(hunted.schedules(), "schedule") + " could be tried, and within bound "
                        + claim.bound() + " there are some " + Math.round(size.mean());
                return tried(State.CUT_SHORT, hunted, why, runs);
            }
            if (!missing.isEmpty()) {
                String why = writer + " never calls " + missing.get(0) + " in " + stage.words();
                return tried(State.NEVER_CALLED, hunted, why, 0);
            }
            return exercised
                    ? tried(State.EXHAUSTED, hunted, "", 0)
                    : tried(
                            State.UNFIT,
                            hunted,
                            "in no run did every fault fire and the steps come to their end: " + nearMiss,
                            0);
        }

        /** Where steps of its own have no plan, what the control run shows may be what is claimed. */
        private boolean asksWithoutFaults() {
            return stage.ownSteps().isPresent() && claim.planOn(stage).faults().isEmpty();
        }

        private Tried unfit(Hunted hunted, RunResult control) {
            boolean plannedOwn = stage.ownSteps().isPresent() && !asksWithoutFaults();
            return tried(
                    State.UNFIT,
                    hunted,
                    "its control run without faults shows " + control.verdict()
                            + " already, so the stage says nothing about " + writer
                            + (plannedOwn ? "; without a plan the steps ask about just that" : ""),
                    0);
        }

        private Tried tried(State state, Hunted hunted, String why, long wouldTake) {
            return new Tried(stage, writer, claim.bound(), state, hunted, why, wouldTake);
        }

        private void watch(RunResult result) {
            missing.removeIf(point -> Hypothesis.isReached(result, point));
        }

        private void watchExercised(RunResult result) {
            if (!missing.isEmpty()) {
                watch(result);
            }
            boolean played = result.verdict() != Verdict.NOT_EXERCISED
                    && result.verdict() != Verdict.NOT_APPLICABLE
                    && !result.waitedInVain();
            if (played && Claim.isExercisedBy(result)) {
                exercised = true;
            } else if (nearMiss == null) {
                nearMiss = result.fired().stream()
                        .filter(fault -> fault.times() == 0)
                        .map(fault -> fault.fault() + " (" + fault.nearMiss() + ")")
                        .findFirst()
                        .orElseGet(() -> String.join("; ", result.notes()));
            }
        }
    }
}
