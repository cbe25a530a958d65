package pipefault.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.scenario.RunSpec;

/**
 * A run of a search as one word that every shell leaves alone: where it departs from the default, and how.
 *
 * <p>Text form: {@code 2.SCENARIO.VARIANT.WRITER.WAY.CHECK}, for example {@code 2.plain.all-methods.recovering.f7-3_40-1.ab12}.
 * The way is {@code f} or {@code n}, for whether calls were asked for other answers, and then {@code DECISION-OPTION} for
 * each departure. Where a plan replaced the variant's it stands before the check, packed as in a {@link Token}. Only {@code A-Z a-z 0-9 _ . -}, at most {@value #LENGTH_MAX} characters.
 *
 * @param scenario id of the scenario
 * @param variant name of the variant
 * @param writer name of the writer
 * @param faults whether calls may get other answers than the kernel's; decides how decisions are counted
 * @param steps the departures, by the number of the decision
 * @param override the plan that replaced the variant's; null for none
 */
public record Way(
        String scenario,
        String variant,
        String writer,
        boolean faults,
        List<Step> steps,
        @Nullable FaultPlan override) {

    /** How long the text may be. */
    public static final int LENGTH_MAX = 4_000;

    /** With what a text begins that is a way, and no {@link Token} of a plan. */
    public static final String PREFIX = "2.";

    private static final Pattern STEP = Pattern.compile("([0-9]+)-([0-9]+)");

    private static final Pattern TEXT = Pattern.compile(
            "2\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([fn])((?:[0-9]{1,7}-[0-9]{1,4}(?:_(?=[0-9])|(?=\\.)))*)(?:\\.([A-Za-z0-9_-]+))?\\.([a-z0-9]{4})");

    /**
     * One departure.
     *
     * @param decision the number of the decision in its run, from 0
     * @param option what is chosen there, from 1
     */
    public record Step(int decision, int option) {}

    /** Copies the list. */
    public Way {
        steps = List.copyOf(steps);
    }

    /** Creates one whose plan is the variant's. */
    public Way(String scenario, String variant, String writer, boolean faults, List<Step> steps) {
        this(scenario, variant, writer, faults, steps, null);
    }

    static Way of(RunSpec spec, boolean faults, List<Step> steps) {
        return new Way(
                spec.scenario().id(), spec.variant().name(), spec.factory().name(), faults, steps, spec.override());
    }

    static List<Step> steps(List<Departure> departures) {
        return departures.stream()
                .map(each -> new Step(each.index(), each.option()))
                .toList();
    }

    /** Returns who takes this way. */
    Decider decider() {
        return new Follow(steps);
    }

    /** Returns the text. */
    public String text() {
        List<String> parts = new ArrayList<>();
        steps.forEach(step -> parts.add(step.decision() + "-" + step.option()));
        String body =
                PREFIX + String.join(".", scenario, variant, writer, (faults ? "f" : "n") + String.join("_", parts));
        FaultPlan plan = override;
        body += plan == null ? "" : "." + PackedText.pack(plan.toString());
        return body + "." + Token.check(body);
    }

    /**
     * Reads a text.
     *
     * <p>Whether there is such a scenario, variant and writer is for the caller to find out.
     *
     * @throws TokenError if it is no way, or damaged
     */
    public static Way parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new TokenError(
                    "a token of a search has at most " + LENGTH_MAX + " characters, but this one has " + text.length());
        }
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new TokenError("a token of a search has the form 2.SCENARIO.VARIANT.WRITER.WAY[.PLAN].CHECK;"
                    + " this one is cut off or joined with something else");
        }
        String check = matcher.group(7);
        if (!check.equals(Token.check(text.substring(0, text.length() - check.length() - 1)))) {
            throw new TokenError("the token is damaged: its last part does not fit the rest; copy it again in full");
        }
        List<Step> steps = new ArrayList<>();
        var step = STEP.matcher(matcher.group(5));
        while (step.find()) {
            steps.add(new Step(Integer.parseInt(step.group(1)), Integer.parseInt(step.group(2))));
        }
        return new Way(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4).equals("f"),
                steps,
                matcher.group(6) == null ? null : Token.plan(matcher.group(6)));
    }
}
