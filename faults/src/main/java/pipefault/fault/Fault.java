package pipefault.fault;

import java.util.Optional;

/**
 * One deviation: at this fail point, when the trigger selects the call, do this.
 *
 * <p>Text form: {@code CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)}.
 *
 * @param point where
 * @param trigger when
 * @param action what
 * @param unrealistic whether it is known that Windows never does this; reports say so
 */
public record Fault(FailPoint point, Trigger trigger, Action action, boolean unrealistic) {

    private static final String ARROW = " -> ";

    /**
     * Checks that the call can have the action, and that Windows may do it or the fault says {@code unrealistic}.
     *
     * @throws FaultPlanError if not, with what is allowed
     */
    public Fault {
        Optional<Refusal> objection = FaultRules.objection(point, action, unrealistic);
        if (objection.isPresent()) {
            throw objection.get().at(excerpt(objection.get(), point, trigger, action, unrealistic));
        }
    }

    /**
     * Reads one fault.
     *
     * @throws FaultPlanError with the place in the text
     */
    public static Fault parse(String text) {
        return PlanParser.fault(text);
    }

    /** Starts the sentence that builds a fault: {@code on(CANCEL_IO_EX).occurrence(1).fail(ERROR_NOT_FOUND)}. */
    public static FaultBuilder on(FailPoint point) {
        return new FaultBuilder(point);
    }

    @Override
    public String toString() {
        return print(point, trigger, action, unrealistic);
    }

    private static String print(FailPoint point, Trigger trigger, Action action, boolean unrealistic) {
        return point + trigger.toString() + ARROW + (unrealistic ? "unrealistic(" + action + ")" : action);
    }

    private static Excerpt excerpt(
            Refusal objection, FailPoint point, Trigger trigger, Action action, boolean unrealistic) {
        String text = print(point, trigger, action, unrealistic);
        int actionStart = (point + trigger.toString() + ARROW).length();
        int valueStart = text.indexOf(objection.found(), actionStart);
        return objection.part() == Refusal.Part.VALUE && valueStart >= 0
                ? new Excerpt(text, valueStart, valueStart + objection.found().length())
                : new Excerpt(text, actionStart, text.length());
    }
}
