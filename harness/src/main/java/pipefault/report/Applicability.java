package pipefault.report;

import java.util.List;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.trace.CallRecord;

/**
 * Tells whether a writer makes the calls on which the faults of a run are placed.
 *
 * <p>One that never makes such a call, not even without faults, has another shape: the question of the scenario does not
 * apply to it. For writers of others only; one of ours whose fault did not fire has a scenario that does not work.
 */
public final class Applicability {

    private Applicability() {}

    /** Returns the result; it becomes NOT_APPLICABLE where the control run shows that the faults could not fire. */
    public static RunResult of(RunResult result, RunResult control) {
        List<String> missed = missedCalls(result, control);
        return missed.isEmpty()
                ? result
                : result.notApplicable(
                        "without faults, " + result.writer() + " makes no such call as " + String.join(", ", missed));
    }

    private static List<String> missedCalls(RunResult result, RunResult control) {
        if (result.verdict() != Verdict.NOT_EXERCISED) {
            return List.of();
        }
        List<CallRecord> calls = TraceExcerpt.whileArmed(control.trace());
        return result.fired().stream()
                .filter(fired -> fired.times() == 0)
                .map(fired -> FaultPlan.parse(fired.fault()).faults().get(0))
                .filter(fault -> fault.point().function().isPresent() && !couldFire(fault, calls))
                .map(fault -> fault.toString().split(" ", 2)[0])
                .distinct()
                .toList();
    }

    private static boolean couldFire(Fault fault, List<CallRecord> calls) {
        int occurrence = 0;
        for (CallRecord each : calls) {
            boolean counts = each.kind() == CallRecord.Kind.CALL
                    && each.point().equals(fault.point().toString())
                    && fault.trigger().admits(each.actor());
            if (counts && fault.trigger().selects(++occurrence)) {
                return true;
            }
        }
        return false;
    }
}
