package pipefault.fault;

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

    /** Starts the sentence that builds a fault: {@code on(CANCEL_IO_EX).occurrence(1).fail(ERROR_NOT_FOUND)}. */
    public static FaultBuilder on(FailPoint point) {
        return new FaultBuilder(point);
    }

    @Override
    public String toString() {
        return point + trigger.toString() + " -> " + (unrealistic ? "unrealistic(" + action + ")" : action);
    }
}
