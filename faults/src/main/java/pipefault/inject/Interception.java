package pipefault.inject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.fault.Phase;
import pipefault.platform.CallResult;
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

    private final Gates gates;
    private final Whereabouts whereabouts;
    private final Endings endings;
    private final AtomicInteger runningCallbacks = new AtomicInteger();
    private volatile IntSupplier heldElsewhere = () -> 0;
    private volatile boolean disarmed;

    /** The one adapter for foreign calls, whatever ways they come: what one has opened another may close. */
    private final AtomicReference<@Nullable ForeignCalls> foreign = new AtomicReference<>();

    /** What was thrown in tasks of the event loop. Guards itself. */
    private final List<Throwable> strays = new ArrayList<>();

    /**
     * Arms a plan.
     *
     * @param seed decides for triggers with a probability
     */
    public Interception(World world, FaultPlan plan, long seed) {
        this(world, plan, seed, FaultChoice.NONE);
    }

    /**
     * Arms a plan that grows while the run goes on.
     *
     * @param seed decides for triggers with a probability
     * @param choice adds faults; {@link #faultStatus} names them too
     */
    public Interception(World world, FaultPlan plan, long seed, FaultChoice choice) {
        this.world = world;
        this.plan = new ArmedPlan(plan, seed, choice);
        recorder = new TraceRecorder(world);
        recorder.watch(operations);
        observations = new Observations(world, recorder);
        locks = new LockLedger(world, observations);
        handles = new HandleLedger(observations);
        gates = new Gates(world, recorder, DEAD_MAN_BOUND);
        whereabouts = new Whereabouts(world);
        endings = new Endings(world, this.plan);
    }

    /**
     * Makes a call under the plan.
     *
     * @return what the subject gets to see
     */
    public CallResult around(CallSite site, RealCall call) {
        FailPoint point = site.point();
        Actor actor = world.current();
        int number = recorder.enter(actor, point.toString(), site.text());
        if (site.blocking()) {
            locks.forbidUnderLock("blocks in ", point);
        }
        List<Fault> fires = enter(point, actor, site.arguments(), call);
        Endings.Ending ending;
        boolean mayStay = site.blocking() && !isAnsweredAtOnce(fires);
        if (mayStay) {
            whereabouts.enter(point.toString());
        }
        try {
            pause(fires, Phase.BEFORE);
            ending = endings.of(fires, call);
            pause(fires, Phase.AFTER);
        } finally {
            if (mayStay) {
                whereabouts.leave();
            }
        }
        CallResult answer = ending.answer();
        int sequence = recorder.leave(actor, number, point.toString(), call.taken(answer), ending.injected());
        answers.add(new Answer(
                sequence, number, TraceRecorder.actorName(actor), point, site.operation(), answer, ending.injected()));
        leave(point, actor);
        return answer;
    }

    /** Tells whether a call that may block does not: it is not made, and nobody is held. */
    private static boolean isAnsweredAtOnce(List<Fault> fires) {
        return !fires.isEmpty()
                && fires.stream()
                        .map(Fault::action)
                        .allMatch(action -> action instanceof Action.Succeed
                                || (action instanceof Action.Fail fail && !fail.performed()));
    }

    /**
     * Lets a moment pass that is no call of Windows: a post, a lock, a callback.
     *
     * @return the faults that fire there, for the adapter to apply what is particular to its moment; delays and holds
     *     before it have been applied
     */
    List<Fault> passing(FailPoint point, String text) {
        List<Fault> fires = enter(point, world.current(), List.of(), null);
        if (!fires.isEmpty()) {
            recorder.add(Kind.FAULT, 0, point.toString(), text, true);
        }
        pause(fires, Phase.BEFORE);
        return fires;
    }

    /** Ends a moment that {@link #passing} began: delays and holds after it. */
    void passed(FailPoint point, List<Fault> fires) {
        pause(fires, Phase.AFTER);
        leave(point, world.current());
    }

    /** Counts a call, or a moment that is none, and says what fires. */
    private List<Fault> enter(
            FailPoint point, @Nullable Actor actor, List<@Nullable Object> arguments, @Nullable RealCall call) {
        if (!plan.watches(point)) {
            return List.of();
        }
        boolean open = call == null || call.isOpen();
        ArmedPlan.Meeting meeting = plan.entering(point, role(actor), arguments, open);
        open(meeting.opens());
        return meeting.fires();
    }

    private void leave(FailPoint point, @Nullable Actor actor) {
        if (plan.watches(point)) {
            open(plan.returning(point, role(actor)));
        }
    }

    private void open(List<String> names) {
        for (String name : names) {
            gate(name).open();
        }
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
                gates.hold(fault, hold);
            }
        }
    }

    /** Notes that a fault has set an event from outside, or could not. */
    void strayIsSet(Fault fault, String event, boolean set) {
        if (!set) {
            plan.hadNoEffect(fault);
        }
        recorder.add(
                Kind.FAULT,
                0,
                FailPoint.EVENT.toString(),
                "a stray SetEvent on " + event + (set ? "" : " failed"),
                true);
    }

    /** Notes what came out of a task of the event loop, where nobody can catch it. */
    void thrownInTask(Throwable thrown) {
        synchronized (strays) {
            strays.add(thrown);
        }
    }

    /** Returns what the subject's tasks on the event loop have thrown. */
    public List<Throwable> strayExceptions() {
        synchronized (strays) {
            return List.copyOf(strays);
        }
    }

    /** Returns the blocking call that a thread is inside of, or null. */
    public @Nullable String blockingCallOf(String actor) {
        return whereabouts.callOf(actor);
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

    /** Returns how many threads are held at this moment, by a gate of the plan or for the sake of an order. */
    public int heldThreads() {
        return gates.held() + heldElsewhere.getAsInt();
    }

    /** Says how to find out how many threads are held besides by the plan. */
    public void heldElsewhere(IntSupplier count) {
        heldElsewhere = count;
    }

    /** Returns the adapter for foreign calls; the first who asks makes it. */
    ForeignCalls foreign(ForeignMemory memory) {
        ForeignCalls made = foreign.get();
        if (made == null) {
            foreign.compareAndSet(null, new ForeignCalls(this, memory));
            made = Objects.requireNonNull(foreign.get());
        }
        return made;
    }

    /** Returns the names of the operations of foreign code that the kernel still has, as their status blocks say. */
    public List<String> foreignInFlight() {
        ForeignCalls made = foreign.get();
        return made == null ? List.of() : made.inFlight();
    }

    /**
     * Objects to operations of foreign code that the kernel still has, with an OVERLAPPED on the stack of the calling thread; to
     * be asked by a thread that has left the foreign code. Tells whether there are any: then the kernel may write at any moment
     * to what is somebody else's memory by now.
     */
    public boolean foreignLeftOnStack() {
        ForeignCalls made = foreign.get();
        return made != null && made.leavesOnStack();
    }

    /** Returns the gates whose dead-man bound has passed. */
    public List<String> expiredHolds() {
        return gates.expired();
    }

    /** Returns the gate of this name; closed at first, and open once the plan was lifted. */
    public WorldGate gate(String name) {
        return gates.named(name);
    }

    /** Ends all faults, and lets go whoever is held. */
    public void lift() {
        plan.lift();
        gates.lift();
    }

    /**
     * Steps out of the way for good: from now on calls pass without fault, ledger and trace, and cost next to nothing.
     *
     * <p>For what stays in place after its run. Nothing can be judged by what was recorded from then on.
     */
    public void disarm() {
        lift();
        disarmed = true;
    }

    /** Tells whether calls pass unseen. */
    boolean isDisarmed() {
        return disarmed;
    }

    /** Tells whether the faults have ended. */
    public boolean isLifted() {
        return plan.isLifted();
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

    private static String role(@Nullable Actor actor) {
        return actor == null ? "kernel" : actor.role();
    }
}
