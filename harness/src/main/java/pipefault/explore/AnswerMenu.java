package pipefault.explore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.Outcome;
import pipefault.fault.OutcomeCatalog;
import pipefault.fault.Trigger;

/**
 * What a call may answer besides what the kernel says: each everyday outcome of the catalogue, once and from then on.
 *
 * <p>Outcomes that need circumstances which no scenario has, such as a name or {@code PIPE_NOWAIT}, are left out.
 */
final class AnswerMenu {

    private static final Map<FailPoint, List<Action>> ACTIONS = new EnumMap<>(FailPoint.class);

    static {
        for (FailPoint point : FailPoint.values()) {
            List<Action> actions = new ArrayList<>();
            for (Outcome outcome : OutcomeCatalog.of(point)) {
                if (outcome.only() == null) {
                    outcome.action().ifPresent(actions::add);
                }
            }
            ACTIONS.put(point, List.copyOf(actions));
        }
    }

    private AnswerMenu() {}

    /** Returns how many answers there are, that of the kernel included; 1 is no choice. */
    static int size(FailPoint point) {
        return 1 + 2 * actions(point).size();
    }

    /**
     * Returns the fault that makes a call give an answer.
     *
     * @param option from 1 to one less than the size: the first half once, the second half from this call on
     */
    static Fault fault(FailPoint point, int occurrence, int option) {
        List<Action> actions = actions(point);
        boolean persists = option > actions.size();
        Action action = actions.get((option - 1) % actions.size());
        return new Fault(
                point,
                new Trigger(null, null, occurrence, persists ? Trigger.OPEN : occurrence, 1, 100, false, null),
                action,
                false);
    }

    private static List<Action> actions(FailPoint point) {
        return ACTIONS.getOrDefault(point, List.of());
    }
}
