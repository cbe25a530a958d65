package pipefault.inject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.fault.Phase;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.Actor;
import pipefault.world.World;
import pipefault.world.WorldGate;

/**
 * The one core that every adapter calls: applies a fault plan to each call, and writes the trace.
 *
 * <p>Belongs to one run. Thread-safe; no monitor of it is held while a call is made, held or delayed.
 */
public final class Interception {

    /** How long a fault holds a thread at the most; then the thread goes on, and the hold counts as expired. */
    public static final Duration DEAD_MAN_BOUND = Duration.ofSeconds(10);

    private final World world;
    private final ArmedPlan plan;
    private final TraceRecorder recorder;
    private final Observations observations;
    private final LockLedger locks;
    private final HandleLedger handles;
    private final AnswerLog answers = new AnswerLog();
    private final OperationLedger operations = new OperationLedger();

    /** By name. Guards itself. */
    private final Map<String, WorldGate> gates = new LinkedHashMap<>();

    /** What each thread is inside of, by actor name. Guards itself. */
    private final Map<String, String> inside = new LinkedHashMap<>();

    /** Gates whose dead-man bound passed, and the number of threads held now. Guarded by {@link #gates}. */
    private final List<String> expiredHolds = new ArrayList<>();

    private int heldThreads;

    private final AtomicInteger runningCallbacks = new AtomicInteger();

    /**
     * Arms a plan.
     *
     * @param seed decides for triggers with a probability
     */
    public Interception(World world, FaultPlan plan, long seed) {
        this.world = world;
        this.plan = new ArmedPlan(plan, seed);
        recorder = new TraceRecorder(world);
        observations = new Observations(world, recorder);
        locks = new LockLedger(world, observations);
        handles = new HandleLedger(observations);
    }

    /**
     * Makes a call under the plan.
     *
     * @return what the subject gets to see
     */
    public CallResult around(CallSite site, RealCall call) {
        FailPoint point = site.point();
        String role = role();
        int number = recorder.nextCall();
        recorder.add(Kind.CALL, number, point.toString(), site.text(), false);
        if (site.blocking()) {
            locks.forbidUnderLock("blocks in " + point);
        }
        List<Fault> fires = enter(point, role, site.arguments());
        CallResult answer;
        boolean injected;
        insideOf(site.blocking() ? point.toString() : null);
        try {
            pause(fires, Phase.BEFORE);
            Fault decisive = decisive(fires);
            answer = answer(decisive, call);
            injected = decisive != null;
            pause(fires, Phase.AFTER);
        } finally {
            insideOf(null);
        }
        int sequence = recorder.add(Kind.RETURN, number, point.toString(), call.taken(answer), injected);
        answers.add(new Answer(sequence, number, actorName(), point, site.operation(), answer, injected));
        leave(point, role);
        return answer;
    }

    /**
     * Lets a moment pass that is no call of Windows: a post, a lock, a callback.
     *
     * @return the faults that fire there, for the adapter to apply what is particular to its moment; delays and holds
     *     before it have been applied
     */
    List<Fault> passing(FailPoint point, String text) {
        List<Fault> fires = enter(point, role(), List.of());
        if (!fires.isEmpty()) {
            recorder.add(Kind.FAULT, 0, point.toString(), text, true);
        }
        pause(fires, Phase.BEFORE);
        return fires;
    }

    /** Ends a moment that {@link #passing} began: delays and holds after it. */
    void passed(FailPoint point, List<Fault> fires) {
        pause(fires, Phase.AFTER);
        leave(point, role());
    }

    private List<Fault> enter(FailPoint point, String role, List<@Nullable Object> arguments) {
        ArmedPlan.Meeting meeting = plan.entering(point, role, arguments);
        meeting.opens().forEach(gate -> gate(gate).open());
        return meeting.fires();
    }

    private void leave(FailPoint point, String role) {
        plan.returning(point, role).forEach(gate -> gate(gate).open());
    }

    private static @Nullable Fault decisive(List<Fault> fires) {
        for (Fault fault : fires) {
            Action action = fault.action();
            if (action instanceof Action.Fail || action instanceof Action.Succeed || action instanceof Action.Alter) {
                return fault;
            }
        }
        return null;
    }

    private CallResult answer(@Nullable Fault decisive, RealCall call) {
        if (decisive == null) {
            return call.perform();
        }
        if (decisive.action() instanceof Action.Fail fail) {
            if (fail.performed()) {
                call.hidden(call.perform());
            } else {
                world.yieldPoint(decisive.point().toString());
            }
            if (!fail.lie()) {
                call.leaveTraces(fail.code(), fail.performed());
            }
            return call.failure(fail.code());
        }
        if (decisive.action() instanceof Action.Alter alter) {
            return altered(call, alter);
        }
        world.yieldPoint(decisive.point().toString());
        return CallResult.success();
    }

    private static CallResult altered(RealCall call, Action.Alter alter) {
        CallResult real = call.perform();
        return switch (alter.what()) {
            case COUNT -> {
                long count = alter.relative() ? Math.max(0, real.count()) + alter.amount() : alter.amount();
                yield real.ok() ? real.withCount(Math.max(0, count)) : real;
            }
            case CODE -> real.ok() ? real.withLastError((int) alter.amount()) : call.failure((int) alter.amount());
            case RESULT ->
                alter.amount() == Win32Error.WAIT_FAILED
                        ? CallResult.waitFailed(real.lastError())
                        : CallResult.waited((int) alter.amount());
            case INTERNAL -> {
                call.alterInternal(alter.amount());
                yield real;
            }
        };
    }

    private void pause(List<Fault> fires, Phase phase) {
        for (Fault fault : fires) {
            if (fault.action() instanceof Action.Delay delay && delay.phase() == phase) {
                recorder.add(
                        Kind.FAULT,
                        0,
                        fault.point().toString(),
                        "delayed by " + delay.duration().toMillis() + " ms",
                        true);
                world.sleep(delay.duration());
            } else if (fault.action() instanceof Action.Hold hold && hold.phase() == phase) {
                hold(fault, hold);
            }
        }
    }

    private void hold(Fault fault, Action.Hold hold) {
        WorldGate gate = gate(hold.gate());
        if (gate.isOpen()) {
            recorder.add(Kind.FAULT, 0, fault.point().toString(), "passes the open gate " + hold.gate(), true);
            return;
        }
        recorder.add(Kind.FAULT, 0, fault.point().toString(), "is held at gate " + hold.gate(), true);
        changeHeld(1);
        boolean opened;
        try {
            opened = gate.pass(DEAD_MAN_BOUND);
        } finally {
            changeHeld(-1);
        }
        if (opened) {
            recorder.add(Kind.FAULT, 0, fault.point().toString(), "goes on from gate " + hold.gate(), true);
        } else {
            recorder.add(
                    Kind.FAULT,
                    0,
                    fault.point().toString(),
                    "goes on from gate " + hold.gate() + ", which nobody opened",
                    true);
            synchronized (gates) {
                expiredHolds.add(hold.gate());
            }
        }
    }

    /** Notes that a fault has set an event from outside. */
    void strayIsSet(String event, boolean set) {
        recorder.add(
                Kind.FAULT,
                0,
                FailPoint.EVENT.toString(),
                "a stray SetEvent on " + event + (set ? "" : " failed"),
                true);
    }

    private void changeHeld(int by) {
        synchronized (gates) {
            heldThreads += by;
        }
    }

    private void insideOf(@Nullable String call) {
        String actor = actorName();
        synchronized (inside) {
            if (call == null) {
                inside.remove(actor);
            } else {
                inside.put(actor, call);
            }
        }
    }

    /** Returns the blocking call that a thread is inside of, or null. */
    public @Nullable String blockingCallOf(String actor) {
        synchronized (inside) {
            return inside.get(actor);
        }
    }

    void callbackBegins() {
        runningCallbacks.incrementAndGet();
    }

    void callbackEnds() {
        runningCallbacks.decrementAndGet();
    }

    /** Returns how many callbacks of the subject run at this moment. */
    public int runningCallbacks() {
        return runningCallbacks.get();
    }

    /** Returns how many threads a gate of the plan holds at this moment. */
    public int heldThreads() {
        synchronized (gates) {
            return heldThreads;
        }
    }

    /** Returns the gates whose dead-man bound has passed. */
    public List<String> expiredHolds() {
        synchronized (gates) {
            return List.copyOf(expiredHolds);
        }
    }

    /** Returns the gate of this name, closed at first. */
    public WorldGate gate(String name) {
        synchronized (gates) {
            return gates.computeIfAbsent(name, world::gate);
        }
    }

    /** Ends all faults, and lets go whoever is held. */
    public void lift() {
        plan.lift();
        List<WorldGate> all;
        synchronized (gates) {
            all = List.copyOf(gates.values());
        }
        all.forEach(WorldGate::open);
    }

    /** Returns what became of each fault. */
    public List<FaultStatus> faultStatus() {
        return plan.status();
    }

    /** Returns the recorder of this run's trace. */
    public TraceRecorder recorder() {
        return recorder;
    }

    /** Returns what was seen to be wrong so far. */
    public Observations observations() {
        return observations;
    }

    /** Returns the ledger of what the subject holds. */
    public HandleLedger handles() {
        return handles;
    }

    /** Returns who holds which mutex. */
    public LockLedger locks() {
        return locks;
    }

    /** Returns every answer that the subject has seen. */
    public AnswerLog answers() {
        return answers;
    }

    /** Returns the ledger of the subject's operations. */
    public OperationLedger operations() {
        return operations;
    }

    World world() {
        return world;
    }

    private String actorName() {
        return TraceRecorder.actorName(world.current());
    }

    private String role() {
        Actor current = world.current();
        return current == null ? "kernel" : current.role();
    }
}
