package pipefault.foreign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import pipefault.explore.AnswerMenu;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.trace.CallRecord;

/** One fault moved over every call that a conversation makes without faults. */
public final class ForeignSweep {

    /** Of calls that are made again and again the first ones are enough. */
    private static final int MAX_OCCURRENCES = 6;

    private ForeignSweep() {}

    /**
     * Returns a plan for each call of the control run and each answer that it may get, once and for good.
     *
     * @param calls how often the control run has made each call
     */
    public static List<FaultPlan> plans(Map<FailPoint, Integer> calls) {
        return plans(calls, AnswerMenu::all);
    }

    /**
     * Returns a plan for each call of the control run and each answer that it may get once.
     *
     * @param calls how often the control run has made each call
     */
    public static List<FaultPlan> once(Map<FailPoint, Integer> calls) {
        return plans(calls, AnswerMenu::once);
    }

    private static List<FaultPlan> plans(
            Map<FailPoint, Integer> calls, BiFunction<FailPoint, Integer, List<Fault>> answers) {
        List<FaultPlan> plans = new ArrayList<>();
        calls.forEach((point, count) -> {
            for (int occurrence = 1; occurrence <= Math.min(count, MAX_OCCURRENCES); occurrence++) {
                for (Fault fault : answers.apply(point, occurrence)) {
                    plans.add(FaultPlan.of(fault));
                }
            }
        });
        return plans;
    }

    /** Counts the watched calls of a run, by fail point. */
    public static Map<FailPoint, Integer> calls(ForeignResult control) {
        Map<FailPoint, Integer> calls = new EnumMap<>(FailPoint.class);
        for (CallRecord each : control.trace().records()) {
            if (each.kind() == CallRecord.Kind.CALL) {
                calls.merge(FailPoint.named(each.point()), 1, Integer::sum);
            }
        }
        return calls;
    }
}
