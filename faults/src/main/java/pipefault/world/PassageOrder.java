package pipefault.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of a run pass its points in the order in which those of another run passed them.
 *
 * <p>A thread that comes to a point waits until everybody whose turn is before has gone on and has come to the next point,
 * or stands still. What the kernel does by itself has no point, so it cannot be put in order; nor can a call that blocks
 * where it did not. A wait is therefore bounded: whoever did not come is then left out, and that is told. A thread that
 * comes to a point which the order does not have passes it at once, but for one that made no further step there: it waits
 * until the order has come to its end.
 *
 * <p>Thread-safe. The monitor guards everything; while a thread waits it is free.
 */
public final class PassageOrder {

    /** How long a thread waits while nobody comes any further. */
    static final Duration BOUND = Duration.ofMillis(400);

    /** How often it waits so long while the one whose turn it is stands in a call that may take its time. */
    private static final int PATIENCE = 8;

    /** How many points of a thread may be missing before it is taken for another point. */
    private static final int MISSING_MAX = 6;

    private static final int UNKNOWN = -1;

    private final List<Passage> order;
    private final State[] states;

    /** The first passage that is not over: all before it are. */
    private int front;

    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> deviations = new LinkedHashSet<>();
    private int held;
    private boolean looking;
    private BooleanSupplier enough = () -> false;
    private @Nullable World world;

    private enum State {
        EXPECTED,
        /** The thread has gone on from there, and is on its way. */
        PASSED,
        OVER,
        LEFT_OUT
    }

    /** The calling thread's place in the order. */
    private static final class Place {
        int next;
        int last = UNKNOWN;

        /** It stands at its next point. */
        boolean arrived;

        @Nullable
        Actor actor;
    }

    /** Prepares for one run. */
    public PassageOrder(List<Passage> order) {
        this.order = List.copyOf(order);
        states = new State[order.size()];
        Arrays.fill(states, State.EXPECTED);
    }

    /** Says how to find out whether the rest does not matter any more. */
    public void until(BooleanSupplier condition) {
        enough = condition;
    }

    /** Says on which world the threads wait. */
    void on(World ordered) {
        world = ordered;
    }

    /** Comes to a point; returns when it is the thread's turn. */
    void at(String actor, String point, boolean returning) {
        World ordered = world;
        if (ordered == null || enough.getAsBoolean()) {
            return;
        }
        int index = arrive(actor, point, returning, ordered.current());
        if (index == UNKNOWN) {
            return;
        }
        hold(1);
        try {
            int patience = PATIENCE;
            while (!ordered.await("its turn in the order of the replay", () -> isTurnOf(index), BOUND)) {
                if (--patience == 0 || !isFrontInside()) {
                    giveUp(index);
                    break;
                }
            }
        } finally {
            hold(-1);
        }
        pass(actor, index);
    }

    private synchronized void hold(int change) {
        held += change;
    }

    /** Returns how many threads wait for their turn at this moment. */
    public synchronized int held() {
        return held;
    }

    /** Tells whether the one whose turn it is stands in a call, and not here. */
    private synchronized boolean isFrontInside() {
        if (front >= order.size()) {
            return false;
        }
        Passage next = order.get(front);
        Place place = places.get(next.actor());
        return place != null && !place.arrived && isInGraph(place.actor);
    }

    private boolean isInGraph(@Nullable Actor actor) {
        World ordered = world;
        if (actor == null || ordered == null || looking) {
            return false;
        }
        // A simulated world looks at who could go on, and asks each who waits here whether it is their turn.
        looking = true;
        try {
            return ordered.whoWaitsForWhat().waits().stream()
                    .anyMatch(wait -> wait.actor().equals(actor.name()));
        } finally {
            looking = false;
        }
    }

    private synchronized int arrive(String actor, String point, boolean returning, @Nullable Actor who) {
        Place place = places.computeIfAbsent(actor, name -> new Place());
        place.actor = who;
        place.arrived = true;
        if (place.last != UNKNOWN && states[place.last] == State.PASSED) {
            states[place.last] = State.OVER;
        }
        List<Integer> missing = new ArrayList<>();
        int seen = 0;
        for (int i = place.next; i < order.size() && seen <= MISSING_MAX; i++) {
            Passage passage = order.get(i);
            if (!passage.actor().equals(actor) || states[i] != State.EXPECTED) {
                continue;
            }
            if (passage.isAt(point, returning)) {
                missing.forEach(each -> leaveOut(each, " was not made here"));
                place.next = i;
                return i;
            }
            seen++;
            missing.add(i);
        }
        if (missing.isEmpty()) {
            return order.size();
        }
        deviations.add(actor + Passage.where(point, returning) + " is not in the order");
        place.arrived = false;
        return UNKNOWN;
    }

    private void leaveOut(int index, String why) {
        states[index] = State.LEFT_OUT;
        deviations.add(order.get(index) + why);
    }

    private synchronized boolean isTurnOf(int index) {
        if (enough.getAsBoolean()) {
            return true;
        }
        while (front < index && isOver(front)) {
            front++;
        }
        return front >= index;
    }

    private boolean isOver(int index) {
        State state = states[index];
        return state == State.PASSED ? standsStill(order.get(index)) : state == State.OVER || state == State.LEFT_OUT;
    }

    /** Tells whether a thread has ended, or has come to the wait that the order knows of. */
    private boolean standsStill(Passage passage) {
        if (passage.isAt(Passage.CALLBACK, true)) {
            return true;
        }
        Place place = places.get(passage.actor());
        Actor actor = place == null ? null : place.actor;
        return actor == null || actor.isDone() || (passage.waits() && isInGraph(actor));
    }

    /** Leaves out whoever has not come although it was their turn. */
    private synchronized void giveUp(int index) {
        if (enough.getAsBoolean()) {
            return;
        }
        for (int i = front; i < index; i++) {
            if (states[i] == State.EXPECTED) {
                leaveOut(i, " did not come" + (index == order.size() ? "" : " before " + order.get(index)));
            } else if (states[i] == State.PASSED && !isOver(i)) {
                states[i] = State.OVER;
                deviations.add("what follows " + order.get(i) + " took too long");
            }
        }
    }

    private synchronized void pass(String actor, int index) {
        // A thread that was left out while it waited comes late: that was told.
        if (index < states.length && states[index] == State.EXPECTED) {
            states[index] = State.PASSED;
        }
        Place place = places.get(actor);
        if (place != null) {
            place.arrived = false;
            place.last = index < states.length ? index : UNKNOWN;
            place.next = index + 1;
        }
    }

    /**
     * How far the order was kept.
     *
     * @param points how many points the order has
     * @param kept how many were passed in their turn
     * @param deviations what was different, in words and in the order of its coming
     */
    public record Account(int points, int kept, List<String> deviations) {

        /** Copies the list. */
        public Account {
            deviations = List.copyOf(deviations);
        }
    }

    /** Tells how far the order was kept. */
    public synchronized Account account() {
        int kept = 0;
        List<String> all = new ArrayList<>(deviations);
        for (int i = 0; i < states.length; i++) {
            kept += states[i] == State.PASSED || states[i] == State.OVER ? 1 : 0;
            if (states[i] == State.EXPECTED) {
                all.add(order.get(i) + " did not come before the faults were lifted");
            }
        }
        return new Account(order.size(), kept, all);
    }
}
