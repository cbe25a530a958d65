package pipefault.inject;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        final boolean chosen;
        int admitted;
        int fired;
        int overruled;
        int withoutEffect;
        int untilSeen;
        int afterSeen;

        Armed(Fault fault, int index, boolean chosen) {
            this.fault = fault;
            this.index = index;
            this.chosen = chosen;
        }
    }

    private final List<Armed> armed = new ArrayList<>();
    private final Map<FailPoint, Calls> calls = new EnumMap<>(FailPoint.class);

    /** Calls that came after the plan was lifted, which no fault counts. */
    private final Map<FailPoint, Integer> callsAfterwards = new EnumMap<>(FailPoint.class);

    /** The fail points at which calls are counted; the others need no look at the plan. */
    private final Set<FailPoint> watched = EnumSet.noneOf(FailPoint.class);

    private final long seed;
    private final FaultChoice choice;

    /** Written under the monitor; a search asks at every decision. */
    private volatile boolean lifted;

    ArmedPlan(FaultPlan plan, long seed, FaultChoice choice) {
        this.seed = seed;
        this.choice = choice;
        for (Fault fault : plan.faults()) {
            armed.add(new Armed(fault, armed.size(), false));
            watch(fault);
        }
        if (choice != FaultChoice.NONE) {
            watched.addAll(EnumSet.allOf(FailPoint.class));
        }
    }

    private void watch(Fault fault) {
        watched.add(fault.point());
        UntilEvent after = fault.trigger().after();
        if (after != null) {
            watched.add(after.point());
        }
        if (fault.action() instanceof Action.Hold hold && hold.until() != null) {
            watched.add(hold.until().point());
        }
    }

    /** Tells whether calls at a point may meet anything; if not, they need not be counted. */
    boolean watches(FailPoint point) {
        return watched.contains(point);
    }

    /** The calls at one fail point, by role. */
    private static final class Calls {
        final Map<String, Integer> byRole = new TreeMap<>();
        int all;

        void add(String role) {
            all++;
            byRole.merge(role, 1, Integer::sum);
        }
    }

    /** What a call meets: the faults that fire, and the gates that its coming opens. */
    record Meeting(List<Fault> fires, List<String> opens) {

        /** What nearly every call meets. */
        static final Meeting NOTHING = new Meeting(List.of(), List.of());
    }

    /**
     * Counts a call that enters, and says what it meets.
     *
     * <p>Of several faults that would decide how one call ends, the first of the plan does; the others do not fire.
     *
     * @param open whether anybody may choose what it answers
     */
    synchronized Meeting entering(FailPoint point, String role, List<@Nullable Object> arguments, boolean open) {
        List<String> opens = passing(point, role, false);
        if (lifted) {
            callsAfterwards.merge(point, 1, Integer::sum);
            return opens.isEmpty() ? Meeting.NOTHING : new Meeting(List.of(), opens);
        }
        Calls here = calls.computeIfAbsent(point, p -> new Calls());
        here.add(role);
        List<Fault> fires = List.of();
        boolean decided = false;
        for (Armed each : armed) {
            if ((each.chosen && !open) || !fires(each, point, role, arguments)) {
                continue;
            }
            boolean decides = decides(each.fault.action());
            if (decides && decided) {
                each.overruled++;
                continue;
            }
            decided |= decides;
            each.fired++;
            fires = with(fires, each.fault);
        }
        if (!decided && open && choice != FaultChoice.NONE) {
            fires = chosen(point, here.all, fires);
        }
        return fires.isEmpty() && opens.isEmpty() ? Meeting.NOTHING : new Meeting(fires, opens);
    }

    private List<Fault> chosen(FailPoint point, int occurrence, List<Fault> fires) {
        Fault chosen = choice.at(point, occurrence);
        if (chosen == null) {
            return fires;
        }
        Armed added = new Armed(chosen, armed.size(), true);
        added.admitted = occurrence;
        added.fired = 1;
        armed.add(added);
        return with(fires, chosen);
    }

    /** Adds to a list that is empty, and shared, for nearly every call. */
    private static <T> List<T> with(List<T> list, T more) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(1) : list;
        longer.add(more);
        return longer;
    }

    private static boolean decides(Action action) {
        return action instanceof Action.Fail
                || action instanceof Action.Succeed
                || action instanceof Action.Alter
                || action instanceof Action.Drop
                || action instanceof Action.Repeat
                || action instanceof Action.Reject;
    }

    /** Tells whether a fault was chosen while the run went on, and gives way to what has become certain. */
    synchronized boolean isChosen(Fault fault) {
        return armed.stream().anyMatch(each -> each.chosen && each.fault.equals(fault));
    }

    /** Takes back that a fault has fired: there was nothing that it could have changed. */
    synchronized void hadNoEffect(Fault fault) {
        for (Armed each : armed) {
            if (each.fault.equals(fault) && each.fired > 0) {
                each.fired--;
                each.withoutEffect++;
                return;
            }
        }
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
        List<String> opens = List.of();
        for (Armed each : armed) {
            if (matches(each.fault.trigger().after(), point, role, returned)) {
                each.afterSeen++;
            }
            if (each.fault.action() instanceof Action.Hold hold && matches(hold.until(), point, role, returned)) {
                each.untilSeen++;
                if (hold.until() != null && each.untilSeen == hold.until().occurrence()) {
                    opens = with(opens, hold.gate());
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

    boolean isLifted() {
        return lifted;
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
        int afterwards = callsAfterwards.getOrDefault(each.fault.point(), 0);
        String uncounted = afterwards == 0
                ? ""
                : "; " + afterwards + (afterwards == 1 ? " call" : " calls")
                        + " after the faults were lifted (recovery) did not count";
        return nearMissWhileArmed(each) + uncounted;
    }

    private String nearMissWhileArmed(Armed each) {
        FailPoint point = each.fault.point();
        Calls here = calls.get(point);
        if (here == null) {
            return point + " was never called";
        }
        List<String> parts = new ArrayList<>();
        here.byRole.forEach((role, count) -> parts.add(count + " by " + role));
        int sum = here.all;
        String seen =
                point + " was called " + sum + (sum == 1 ? " time" : " times") + " (" + String.join(", ", parts) + ")";
        UntilEvent after = each.fault.trigger().after();
        if (after != null && each.afterSeen < after.occurrence()) {
            return seen + ", but " + after + " did not come first";
        }
        String counted = seen + ", " + each.admitted + " of them counted for this fault";
        if (each.overruled > 0) {
            return counted + ", but another fault of the plan decided " + times(each.overruled);
        }
        return each.withoutEffect > 0
                ? counted + ", but there was nothing to change " + times(each.withoutEffect)
                : counted;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
