package pipefault.fault;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ordered faults of one run.
 *
 * <p>Text form: the faults with {@code "; "} between them; empty for {@link #NONE}.
 *
 * @param faults at most {@value #FAULTS_MAX}
 */
public record FaultPlan(List<Fault> faults) {

    /** How many faults a plan may hold. */
    public static final int FAULTS_MAX = 64;

    /** The plan of a control run. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    /** How long the text of a plan may be, in characters. */
    public static final int TEXT_MAX = 4_096;

    /** Copies the list and checks the bounds. */
    public FaultPlan {
        faults = List.copyOf(faults);
        if (faults.size() > FAULTS_MAX) {
            throw tooMany(faults.size()).error();
        }
        int length = print(faults).length();
        if (length > TEXT_MAX) {
            throw tooLong(length).error();
        }
    }

    /**
     * Reads a plan; blank text and comments alone are {@link #NONE}.
     *
     * <pre>
     * plan    := fault { (";" | newline) fault }      "#" at the start of a line starts a comment
     * fault   := point [ "@" role ] [ "#" n | "#" a ".." [ b ] [ "+" k ] ] [ "%" p ] [ "once" ] [ "after" event ]
     *            ( "->" | ":" ) action
     * event   := point [ "@" role ] [ "#" n ] [ ".returned" ]
     * action  := "unrealistic(" action ")" | "pass" | "drop" | "repeat" | "reject" | "signal"
     *          | "fail(" code [ ", performed" ] [ ", lie" ] ")" | "succeed(without-effect)"
     *          | "alter(" ( "count" | "code" | "internal" | "result" ) ", " [ "+" | "-" ] value ")"
     *          | "delay(" phase ", " duration ")" | "hold(" phase ", " gate [ ", until " event ] ")"
     * phase   := "before" | "after"
     * </pre>
     *
     * <p>A code is a Windows name, with or without {@code ERROR_}, or a number; durations are {@code 2s}, {@code 50ms},
     * {@code 100us}.
     *
     * @throws FaultPlanError with the place in the text
     */
    public static FaultPlan parse(String text) {
        return PlanParser.plan(text, null);
    }

    /**
     * Reads a plan whose thread roles must be among these; {@code pool-2} is a {@code pool}.
     *
     * @throws FaultPlanError with the place in the text
     */
    public static FaultPlan parse(String text, Collection<String> roles) {
        return PlanParser.plan(text, List.copyOf(roles));
    }

    /** Returns a plan of these faults. */
    public static FaultPlan of(Fault... faults) {
        return new FaultPlan(List.of(faults));
    }

    /** Tells whether no fault is planned. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    @Override
    public String toString() {
        return print(faults);
    }

    static Refusal tooMany(int size) {
        return Refusal.of(Refusal.Part.POINT, "a plan holds at most " + FAULTS_MAX + " faults, but has " + size, size);
    }

    static Refusal tooLong(int length) {
        return Refusal.of(
                Refusal.Part.POINT,
                "the text of a plan has at most " + TEXT_MAX + " characters, but has " + length,
                length);
    }

    private static String print(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }
}
