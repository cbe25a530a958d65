package pipefault.scenario;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.inject.FaultInjector;
import pipefault.inject.Interception;
import pipefault.oracle.ListenerEvent;
import pipefault.pipe.Payload;
import pipefault.pipe.Peer;
import pipefault.pipe.PipePair;
import pipefault.platform.Handle;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.Actor;
import pipefault.world.RunAborted;
import pipefault.world.World;

/**
 * One execution of a scenario, as its script sees it; owns all mutable state.
 *
 * <p>Used by the driver thread only, except where a method says otherwise. The subject lives on the thread {@code owner}.
 */
public final class Run {

    /** How many unread bytes the pipe takes; a larger write is pending until the peer reads (fact WR03). */
    public static final int QUOTA = 4096;

    /** The size of a write that is certain to be pending. */
    public static final int LARGE = 64 * 1024;

    /** The size of a write that is certain to complete at once on an empty pipe. */
    public static final int SMALL = 100;

    private final World world;
    private final Interception interception;
    private final FaultInjector platform;
    private final SubjectFactory factory;
    private final boolean control;
    private final RecordingListener listener;
    private final PipePair pipe;
    private final Peer peer;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> overdue = new ArrayList<>();
    private final ByteArrayOutputStream accepted = new ByteArrayOutputStream();
    private @Nullable Subject subject;
    private volatile int quietSince;
    private int streams;

    Run(World world, Interception interception, SubjectFactory factory, boolean control, PipePair pipe) {
        this.world = world;
        this.interception = interception;
        this.factory = factory;
        this.control = control;
        this.pipe = pipe;
        platform = new FaultInjector(interception);
        listener = new RecordingListener(world, interception);
        Actor owner = world.start("owner", world.loop()::run);
        interception
                .recorder()
                .note(Kind.STEP, "the pipe takes " + QUOTA + " bytes; " + owner.name() + " runs the event loop");
        peer = Peer.stalled(world, pipe);
    }

    /** Tells whether this is the control run, without faults and without the steps marked as the hazard. */
    public boolean isControl() {
        return control;
    }

    /** Plays steps that only make sense together with the faults; the control run leaves them out. */
    public void hazard(Runnable hazardousSteps) {
        if (!control) {
            hazardousSteps.run();
        }
    }

    /** Returns whoever reads at the other end; stalled at first. */
    public Peer peer() {
        return peer;
    }

    /**
     * Opens the subject.
     *
     * @return false if it refused with an exception, which is a clear word
     */
    public boolean open() {
        boolean owns = factory.ownsHandle();
        Handle end = pipe.subjectEnd();
        interception.handles().given(end, "pipe", false);
        Step step = startOn("owner", "open", nobody -> factory.open(platform, end, listener));
        step.within(Bounds.STEP);
        subject = (Subject) step.returned();
        if (subject != null && owns) {
            interception.handles().given(pipe.handOverSubjectEnd(), "pipe", true);
        }
        return subject != null;
    }

    /** Tells whether a subject is open. */
    public boolean isOpen() {
        return subject != null;
    }

    /**
     * Lets the owner write bytes that differ from all others of this run.
     *
     * @return whether the subject accepted them
     */
    public boolean write(int length) {
        byte[] data = Payload.of(++streams, length).bytes();
        Step step = start("write", s -> s.write(data)).within(Bounds.STEP);
        boolean taken = Boolean.TRUE.equals(step.returned());
        if (taken) {
            accept(data);
        }
        return taken;
    }

    /** Starts a call of the subject on the owner thread. */
    public Step start(String name, Function<Subject, @Nullable Object> call) {
        return startOn("owner", name, s -> call.apply(requireOpen(s)));
    }

    /** Starts a call of the subject on a thread of its own. */
    public Step startBy(String role, String name, Function<Subject, @Nullable Object> call) {
        return startOn(role, name, s -> call.apply(requireOpen(s)));
    }

    /** Starts {@code stop} on the owner thread. */
    public Step stop() {
        return start("stop", s -> {
            s.stop();
            return null;
        });
    }

    /** Starts {@code close} on the owner thread. */
    public Step close() {
        return start("close", s -> {
            s.close();
            return null;
        });
    }

    /** Starts {@code waitForWrite} on the owner thread. */
    public Step waitForWrite(Duration bound) {
        Step step = start("waitForWrite", s -> s.waitForWrite(bound));
        step.askedFor(bound);
        return step;
    }

    private static Subject requireOpen(@Nullable Subject open) {
        if (open == null) {
            throw new HarnessError("the script calls a subject that is not open");
        }
        return open;
    }

    private Step startOn(String role, String name, Function<@Nullable Subject, @Nullable Object> call) {
        int began = interception.recorder().note(Kind.STEP, name + " begins");
        Step step = new Step(this, name, role, began, world.elapsed());
        steps.add(step);
        if (role.equals("owner")) {
            if (!world.loop().post(this, () -> execute(step, call))) {
                throw new HarnessError("the event loop takes no step any more");
            }
        } else {
            world.start(role, () -> execute(step, call));
        }
        return step;
    }

    /** Starts a call of a fresh subject on the owner thread; it does not count among the steps of the script. */
    Step startFresh(String name, Function<@Nullable Subject, @Nullable Object> call) {
        int began = interception.recorder().note(Kind.STEP, name + " of a fresh subject begins");
        Step step = new Step(this, name, "owner", began, world.elapsed());
        boolean taken = world.loop().post(this, () -> {
            Object value = null;
            Throwable failure = null;
            try {
                value = call.apply(null);
            } catch (RuntimeException e) {
                failure = e;
            }
            int sequence = interception.recorder().note(Kind.STEP, name + " of a fresh subject ends");
            step.end(value, failure, sequence, world.elapsed(), -1);
        });
        if (!taken) {
            throw new HarnessError("the event loop takes no step any more");
        }
        return step;
    }

    /** Notes bytes that the subject has accepted. */
    void accept(byte[] data) {
        accepted.write(data, 0, data.length);
        quietSince = 0;
    }

    /** Runs on the thread of the step. */
    private void execute(Step step, Function<@Nullable Subject, @Nullable Object> call) {
        Object value = null;
        Throwable failure = null;
        long pending = -1;
        try {
            value = call.apply(subject);
        } catch (RunAborted aborted) {
            throw aborted;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        Duration at = world.elapsed();
        Subject open = subject;
        if (step.name().equals("waitForWrite") && open != null) {
            pending = open.bytesPending();
        }
        String how = failure != null
                ? " throws " + failure
                : value == null || value instanceof Subject ? "" : " -> " + value;
        int sequence = interception.recorder().note(Kind.STEP, step.name() + " ends" + how);
        if (failure == null
                && quietSince == 0
                && (step.name().equals("stop") || step.name().equals("close"))) {
            quietSince = sequence;
        }
        step.end(value, failure, sequence, at, pending);
    }

    /** Lets the owner do this whenever the subject warns it. */
    public void onWarning(Function<Subject, @Nullable Object> reaction) {
        listener.onWarning(() -> {
            Subject open = subject;
            if (open != null) {
                Object answer = reaction.apply(open);
                interception.recorder().note(Kind.STEP, "the listener asked the subject and got " + answer);
            }
        });
    }

    /** Requires that so many bytes in all are reported as written, or that the subject says why not. */
    public void expectReported(long total) {
        expectReported(total, false);
    }

    /** Requires the same; the time while a gate holds a thread of the run counts. */
    public void expectReportedEvenWhileHeld(long total) {
        expectReported(total, true);
    }

    private void expectReported(long total, boolean evenWhileHeld) {
        require(
                "all " + total + " accepted bytes to be reported",
                () -> listener.written() >= total || hasSaidClearly(),
                Bounds.REPORT,
                evenWhileHeld);
    }

    /** Waits until each fault of the plan has fired; else the script ends as not exercised. */
    public void awaitFaultsFired() {
        arranged(
                "each fault of the plan to fire",
                () -> interception.faultStatus().stream().allMatch(fault -> fault.times() > 0));
    }

    /** Waits until a call has arrived at a gate; a plan that never brings one there ends the script as not exercised. */
    public void awaitArrival(String gate) {
        arranged("a call at gate " + gate, () -> interception.gate(gate).arrived() > 0);
    }

    /** Opens a gate. */
    public void openGate(String gate) {
        interception.gate(gate).open();
    }

    /** Waits until the subject has got so many answers of one call; else the script ends as not exercised. */
    public void awaitAnswers(FailPoint point, int count) {
        arranged(count + " answers of " + point, () -> interception.answers().count(point) >= count);
    }

    /**
     * Keeps the owner thread busy until the subject has posted and the posting callback has ended.
     *
     * <p>For control runs: what a posted task meets then does not depend on how fast the poster goes on.
     */
    public void keepOwnerBusyUntilPosted() {
        boolean taken = world.loop().post(this, () -> {
            boolean posted = world.await(
                    "the subject to have posted",
                    () -> interception.answers().count(FailPoint.POST) > 0 && interception.runningCallbacks() == 0,
                    Bounds.ARRANGED);
            interception
                    .recorder()
                    .note(Kind.STEP, posted ? "the owner is free again" : "the owner waited for a post in vain");
        });
        if (!taken) {
            throw new HarnessError("the event loop takes no step any more");
        }
    }

    /** Waits until no callback of the subject runs any more. */
    public void awaitCallbacksEnded() {
        arranged("the callbacks of the subject to end", () -> interception.runningCallbacks() == 0);
    }

    /** Waits until the step has come back or its thread is inside a call that may block. */
    public void awaitDoneOrBlocked(Step step) {
        arranged(
                step.name() + " to return or to block",
                () -> step.isDone() || interception.blockingCallOf(step.actor()) != null);
    }

    private void arranged(String what, BooleanSupplier condition) {
        if (!world.await(what, condition, Bounds.ARRANGED)) {
            throw new NotArranged("waited for " + what + ", which did not come");
        }
    }

    /** Waits for something; if it does not come within the bound, the script ends as STUCK with who waits for what. */
    void require(String what, BooleanSupplier condition, Duration bound, boolean evenWhileHeld) {
        Duration left = bound;
        List<String> lastCycle = List.of();
        while (!condition.getAsBoolean()) {
            boolean held = !evenWhileHeld && interception.heldThreads() > 0;
            Duration before = world.elapsed();
            if (held) {
                // A bound does not tick while a gate holds a thread; the gate's own dead-man bound ends this.
                world.await(what, () -> condition.getAsBoolean() || interception.heldThreads() == 0, null);
                continue;
            }
            world.await(
                    what,
                    () -> condition.getAsBoolean() || (!evenWhileHeld && interception.heldThreads() > 0),
                    left.compareTo(Bounds.DEADLOCK_LOOK) < 0 ? left : Bounds.DEADLOCK_LOOK);
            left = left.minus(world.elapsed().minus(before));
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
        overdue.add(text);
        interception.recorder().note(Kind.FINDING, text);
        return new Overdue(text);
    }

    /** Tells whether the subject has said clearly that it does not go on. */
    boolean hasSaidClearly() {
        return listener.has(ListenerEvent.Kind.FAILED) || listener.has(ListenerEvent.Kind.CLOSED);
    }

    World world() {
        return world;
    }

    Interception interception() {
        return interception;
    }

    FaultInjector platform() {
        return platform;
    }

    SubjectFactory factory() {
        return factory;
    }

    RecordingListener listener() {
        return listener;
    }

    PipePair pipe() {
        return pipe;
    }

    @Nullable
    Subject subject() {
        return subject;
    }

    List<Step> steps() {
        return steps;
    }

    List<String> overdue() {
        return overdue;
    }

    byte[] accepted() {
        return accepted.toByteArray();
    }

    int quietSince() {
        return quietSince;
    }
}
