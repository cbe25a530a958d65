package pipefault.fault;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Windows may answer, per call, with source.
 *
 * <p>A fault that is not listed here needs {@code unrealistic(...)}. The table stands in the resource
 * {@code outcomes.txt}. Delays and holds need no entry: any call may take its time.
 */
public final class OutcomeCatalog {

    private static final OutcomeReader.Table TABLE = OutcomeReader.resource("outcomes.txt");

    private static final Map<FailPoint, List<Outcome>> BY_POINT = new EnumMap<>(FailPoint.class);

    static {
        for (FailPoint point : FailPoint.values()) {
            BY_POINT.put(
                    point,
                    TABLE.outcomes().stream()
                            .filter(outcome -> outcome.point() == point)
                            .toList());
        }
    }

    private OutcomeCatalog() {}

    /** Returns all outcomes, in the order of the table. */
    public static List<Outcome> all() {
        return TABLE.outcomes();
    }

    /** Returns the outcomes of one fail point, the likeliest first; empty where {@link #whyNone} says why. */
    public static List<Outcome> of(FailPoint point) {
        return BY_POINT.getOrDefault(point, List.of());
    }

    /** Returns why a call has no other answer than plain success; empty for a call that has. */
    public static Optional<String> whyNone(FailPoint point) {
        return Optional.ofNullable(TABLE.none().get(point));
    }

    /** Finds the outcome in which a call fails with this last error. */
    public static Optional<Outcome> failure(FailPoint point, int code) {
        return of(point).stream()
                .filter(outcome -> outcome.answer() == Outcome.Answer.FAIL && outcome.value() == code)
                .findFirst();
    }

    /**
     * Finds the outcome that an action brings about, whether or not it makes the real call.
     *
     * @return empty for what Windows does not do, a failure that lies among it, and for actions that only pass or take time
     */
    public static Optional<Outcome> broughtAboutBy(FailPoint point, Action action) {
        Action asListed = action instanceof Action.Fail fail ? new Action.Fail(fail.code(), false, fail.lie()) : action;
        return of(point).stream()
                .filter(outcome -> outcome.action().equals(Optional.of(asListed)))
                .findFirst();
    }
}
