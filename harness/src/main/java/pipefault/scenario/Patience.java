package pipefault.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import pipefault.inject.Interception;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.World;

/** Waits in the driver's name, within bounds, and keeps what did not come; used by the driver thread only. */
final class Patience {

    private final World world;
    private final Interception interception;
    private final List<String> overdue = new ArrayList<>();

    Patience(World world, Interception interception) {
        this.world = world;
        this.interception = interception;
    }

    /** Waits for something that the plan and the script arrange; if it does not come, the script ends as not exercised. */
    void arranged(String what, BooleanSupplier condition) {
        if (!world.await(what, condition, Bounds.ARRANGED)) {
            throw new NotArranged(what);
        }
    }

    /**
     * Waits for something that the subject owes; if it does not come within the bound, the script ends as STUCK with who
     * waits for what.
     *
     * @param evenWhileHeld whether the bound ticks while a gate holds a thread of the run
     */
    void require(String what, BooleanSupplier condition, Duration bound, boolean evenWhileHeld) {
        Duration left = bound;
        List<String> lastCycle = List.of();
        while (!condition.getAsBoolean()) {
            if (!evenWhileHeld && interception.heldThreads() > 0) {
                // The gate's own dead-man bound ends this.
                world.await(what, () -> condition.getAsBoolean() || interception.heldThreads() == 0, null);
                continue;
            }
            Duration before = world.elapsed();
            Duration look = left.compareTo(Bounds.DEADLOCK_LOOK) < 0 ? left : Bounds.DEADLOCK_LOOK;
            world.await(
                    what, () -> condition.getAsBoolean() || (!evenWhileHeld && interception.heldThreads() > 0), look);
            Duration took = world.elapsed().minus(before);
            // More than the look itself took the machine, not the subject.
            left = left.minus(took.compareTo(look) < 0 ? took : look);
            if (condition.getAsBoolean()) {
                return;
            }
            // Only waits without a bound have a place in the graph's cycles: what turns twice in a row never ends.
            List<String> cycle = world.whoWaitsForWhat().cycle();
            if (!cycle.isEmpty() && cycle.equals(lastCycle) && interception.heldThreads() == 0) {
                throw overdue("waited for " + what + ", which a deadlock prevents");
            }
            lastCycle = cycle;
            if (left.isNegative() || left.isZero()) {
                throw overdue("waited " + bound.toMillis() + " ms for " + what + ", in vain");
            }
        }
    }

    private Overdue overdue(String what) {
        List<String> waits = new ArrayList<>();
        for (String line : world.whoWaitsForWhat().lines()) {
            if (!line.startsWith("driver ") && !line.startsWith("peer")) {
                waits.add(line);
            }
        }
        String text = what + "; " + (waits.isEmpty() ? "no thread waits for another" : String.join("; ", waits));
        isOverdue(text);
        return new Overdue(text);
    }

    /** Notes something that did not come, or that has no end. */
    void isOverdue(String text) {
        overdue.add(text);
        interception.recorder().note(Kind.FINDING, text);
    }

    /** Returns what did not come, in words. */
    List<String> overdue() {
        return List.copyOf(overdue);
    }

    /** Tells whether something did not come: the run is stuck. */
    boolean isStuck() {
        return !overdue.isEmpty();
    }
}
