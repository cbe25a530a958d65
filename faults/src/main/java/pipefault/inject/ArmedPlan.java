package pipefault.inject;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.fault.UntilEvent;

/**
 * A fault plan with its counters: decides which faults fire at a call.
 *
 * <p>Thread-safe by its own monitor, which is held for counting only; gates are opened by the caller afterwards.
 */
final class ArmedPlan {

    private static final class Armed {
        final Fault fault;
        final int index;
        int admitted;
        int fired;
        int untilSeen;
        int afterSeen;

        Armed(Fault fault, int index) {
            this.fault = fault;
            this.index = index;
        }
    }

    private final List<Armed> armed = new ArrayList<>();
    private final Map<FailPoint, Map<String, Integer>> callsByRole = new EnumMap<>(FailPoint.class);
    private final long seed;
    private boolean lifted;

    ArmedPlan(FaultPlan plan, long seed) {
        this.seed = seed;
        for (Fault fault : plan.faults()) {
            armed.add(new Armed(fault, armed.size()));
        }
    }

    /** What a call meets: the faults that fire, and the gates that its coming opens. */
    record Meeting(List<Fault> fires, List<String> opens) {}

    /** Counts a call that enters, and says what it meets. */
    synchronized Meeting entering(FailPoint point, String role, List<@Nullable Object> arguments) {
        callsByRole.computeIfAbsent(point, p -> new TreeMap<>()).merge(role, 1, Integer::sum);
        List<String> opens = passing(point, role, false);
        List<Fault> fires = new ArrayList<>();
        for (Armed each : armed) {
            if (!lifted && fires(each, point, role, arguments)) {
                each.fired++;
                fires.add(each.fault);
            }
        }
        return new Meeting(fires, opens);
    }

    /** Counts a call that returns; gives the gates that its return opens. */
    synchronized List<String> returning(FailPoint point, String role) {
        return passing(point, role, true);
    }

    private boolean fires(Armed each, FailPoint point, String role, List<@Nullable Object> arguments) {
        Fault fault = each.fault;
        if (fault.point() != point
                || !fault.trigger().admits(role)
                || !fault.trigger().admits(arguments)) {
            return false;
        }
        UntilEvent after = fault.trigger().after();
        if (after != null && each.afterSeen < after.occurrence()) {
            return false;
        }
        each.admitted++;
        boolean spent = fault.trigger().once() && each.fired > 0;
        return !spent && fault.trigger().selects(each.admitted, seed, each.index);
    }

    private List<String> passing(FailPoint point, String role, boolean returned) {
        List<String> opens = new ArrayList<>();
        for (Armed each : armed) {
            if (matches(each.fault.trigger().after(), point, role, returned)) {
                each.afterSeen++;
            }
            if (each.fault.action() instanceof Action.Hold hold && matches(hold.until(), point, role, returned)) {
                each.untilSeen++;
                if (hold.until() != null && each.untilSeen == hold.until().occurrence()) {
                    opens.add(hold.gate());
                }
            }
        }
        return opens;
    }

    private static boolean matches(@Nullable UntilEvent event, FailPoint point, String role, boolean returned) {
        return event != null && event.point() == point && event.returned() == returned && event.admits(role);
    }

    /** Ends all faults; what is counted stays. */
    synchronized void lift() {
        lifted = true;
    }

    /** Returns what became of each fault, in the order of the plan. */
    synchronized List<FaultStatus> status() {
        List<FaultStatus> all = new ArrayList<>();
        for (Armed each : armed) {
            all.add(new FaultStatus(each.fault, each.fired, each.fired > 0 ? "" : nearMiss(each)));
        }
        return all;
    }

    private String nearMiss(Armed each) {
        FailPoint point = each.fault.point();
        Map<String, Integer> roles = callsByRole.get(point);
        if (roles == null) {
            return point + " was never called";
        }
        List<String> parts = new ArrayList<>();
        roles.forEach((role, count) -> parts.add(count + " by " + role));
        int sum = roles.values().stream().mapToInt(Integer::intValue).sum();
        String seen =
                point + " was called " + sum + (sum == 1 ? " time" : " times") + " (" + String.join(", ", parts) + ")";
        UntilEvent after = each.fault.trigger().after();
        if (after != null && each.afterSeen < after.occurrence()) {
            return seen + ", but " + after + " did not come first";
        }
        return seen + ", " + each.admitted + " of them counted for this fault";
    }
}
