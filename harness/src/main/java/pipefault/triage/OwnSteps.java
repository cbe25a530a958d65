package pipefault.triage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Action;
import pipefault.fault.FaultPlan;
import pipefault.fault.Spelling;
import pipefault.oracle.Oracles;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;
import pipefault.triage.OwnStep.Link;

/**
 * The steps that a claim brings with it, as a variant of a scenario that has all of them.
 *
 * <p>The name of the variant is the steps, with {@code -} for a blank and {@code _} between two of them, for example
 * {@code open_write-64-KiB_stop}. So whatever names a run by words, a token or a request to another process, carries them.
 *
 * @param steps in the order in which they are played
 */
public record OwnSteps(List<OwnStep> steps) {

    /** The id of the scenario. */
    public static final String ID = "own-steps";

    /** How many steps a claim may bring. */
    static final int STEPS_MAX = 24;

    private static final int NAME_MAX = 800;

    private static final Scenario SCENARIO = new Scenario(
            ID,
            "What a claim asks by steps of its own",
            Oracles.deciding(),
            RecoveryMode.FRESH_SUBJECT,
            List.of(),
            OwnSteps::variant);

    /**
     * Checks what concerns more than one step.
     *
     * @throws OwnStepError if they make no script
     */
    public OwnSteps {
        steps = List.copyOf(steps);
        requireFew(steps.size());
        List<@Nullable SubjectCall> begun = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            OwnStep step = steps.get(i);
            if (step.isOpen() != (i == 0)) {
                throw i == 0
                        ? new OwnStepError(i, "'" + step.words() + "' comes before 'open'", "the first step is 'open'")
                        : new OwnStepError(i, "'open' comes again", "it is the first step, and there only");
            }
            if (step.link() == Link.BEGINS) {
                begun.add(step.call());
            } else if (step.link() != Link.NONE && !begun.contains(step.call())) {
                throw new OwnStepError(
                        i,
                        "no '" + step.call() + "' has been begun for '" + step.words() + "'",
                        "a 'begin' comes before");
            } else if (step.link() == Link.ENDS) {
                begun.remove(step.call());
            }
        }
        if (nameOf(steps).length() > NAME_MAX) {
            throw new OwnStepError(
                    steps.size() - 1,
                    "these steps have " + nameOf(steps).length() + " characters",
                    "allowed: " + NAME_MAX + ", so that a token can hold them");
        }
    }

    private static void requireFew(int number) {
        if (number > STEPS_MAX) {
            throw new OwnStepError(
                    STEPS_MAX,
                    "these are " + number + " steps",
                    "allowed: up to " + STEPS_MAX + "; the fewer, the further the search gets");
        }
    }

    /**
     * Reads steps.
     *
     * @param texts one for each
     * @throws OwnStepError with the step that is wrong
     */
    public static OwnSteps read(List<String> texts) {
        requireFew(texts.size());
        List<OwnStep> steps = new ArrayList<>();
        for (String text : texts) {
            int index = steps.size();
            try {
                steps.add(StepReader.read(text));
            } catch (OwnStepError e) {
                throw e.at(index);
            }
            if (!steps.get(index).words().equals(text)) {
                throw new OwnStepError(
                        index,
                        "'" + text + "' is no step",
                        "write '" + steps.get(index).words() + "'");
            }
        }
        return new OwnSteps(steps);
    }

    /** Tells whether a text is one step. */
    static boolean isStep(String text) {
        try {
            StepReader.read(text);
            return true;
        } catch (OwnStepError e) {
            return false;
        }
    }

    /** Returns the scenario that has every row of steps as a variant. */
    public static Scenario scenario() {
        return SCENARIO;
    }

    /** Returns the steps of a variant of that scenario; empty for one of another scenario. */
    public static Optional<OwnSteps> of(Scenario scenario, Variant variant) {
        return scenario.id().equals(ID) ? named(variant.name()) : Optional.empty();
    }

    private static Optional<OwnSteps> named(String name) {
        try {
            List<OwnStep> steps = new ArrayList<>();
            for (String word : name.split("_", STEPS_MAX + 1)) {
                steps.add(StepReader.read(word.replace('-', ' ')));
            }
            OwnSteps all = new OwnSteps(steps);
            return all.name().equals(name) ? Optional.of(all) : Optional.empty();
        } catch (OwnStepError e) {
            return Optional.empty();
        }
    }

    private static Optional<Variant> variant(String name) {
        return named(name).map(OwnSteps::variant);
    }

    /** Returns the name of the variant. */
    public String name() {
        return nameOf(steps);
    }

    private static String nameOf(List<OwnStep> steps) {
        return String.join(
                "_", steps.stream().map(step -> step.words().replace(' ', '-')).toList());
    }

    /** Returns the steps as a report has them. */
    public List<String> words() {
        return steps.stream().map(OwnStep::words).toList();
    }

    /** Returns the steps without a plan; nothing is expected, and every oracle decides. */
    public Variant variant() {
        return new Variant(name(), FaultPlan.NONE, this::play);
    }

    private void play(Run run) {
        OwnPlay play = new OwnPlay(run);
        for (OwnStep step : steps) {
            if (!step.action().play(play)) {
                break;
            }
        }
        play.end();
    }

    /**
     * Makes sure that each gate is one that the plan has.
     *
     * @throws OwnStepError with the step that names another one
     */
    public void requireGates(FaultPlan plan) {
        Set<String> gates = new HashSet<>();
        plan.faults().forEach(fault -> {
            if (fault.action() instanceof Action.Hold hold) {
                gates.add(hold.gate());
            }
        });
        for (int i = 0; i < steps.size(); i++) {
            String gate = steps.get(i).gate();
            if (gate != null && !gates.contains(gate)) {
                throw new OwnStepError(
                        i,
                        "the plan has no gate '" + gate + "'",
                        gates.isEmpty()
                                ? "it holds nothing; for example CancelIoEx#1 -> hold(before, " + gate + ")"
                                : Spelling.nearest(gate, gates)
                                                .map(name -> "did you mean " + name + "? ")
                                                .orElse("") + "it has: "
                                        + String.join(
                                                ", ", gates.stream().sorted().toList()));
            }
        }
    }
}
