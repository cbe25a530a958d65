package pipefault.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.inject.FaultStatus;
import pipefault.inject.Interception;
import pipefault.oracle.Evidence;
import pipefault.oracle.ListenerEvent;
import pipefault.oracle.Offer;
import pipefault.oracle.StepOutcome;
import pipefault.pipe.Payload;
import pipefault.pipe.Peer;
import pipefault.pipe.PipePair;
import pipefault.platform.Platform;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;
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

    private final Setting setting;
    private boolean control;
    private final Writes writes = new Writes();
    private volatile @Nullable Subject subject;
    private @Nullable String failure;

    Run(Setting setting, boolean control) {
        this.setting = setting;
        this.control = control;
    }

    /** Tells whether the steps marked as the hazard are left out: in the control run, and in that of a bare script. */
    public boolean isControl() {
        return control;
    }

    /** Leaves out the hazard from now on, as the control run does: another fault takes the place of the one it is made for. */
    void leaveOutHazard() {
        control = true;
    }

    /** Plays steps that only make sense together with the faults; the control run leaves them out. */
    public void hazard(Runnable hazardousSteps) {
        if (!control) {
            hazardousSteps.run();
        }
    }

    /** Returns the platform as the subject sees it, faults included; calls of a script's own count like those of the subject. */
    public Platform platform() {
        return setting.platform();
    }

    /** Returns what the calls of this run pass; for code that was not written against the platform, on a real kernel. */
    public Interception interception() {
        return setting.interception();
    }

    /** Returns the pipe between subject and peer. */
    public PipePair pipe() {
        return setting.pipe();
    }

    /** Returns the threads and the time of this run; no fault reaches its platform. */
    public World world() {
        return setting.world();
    }

    /** Returns what has passed so far. */
    public Trace trace() {
        return setting.interception().recorder().trace();
    }

    /** Returns what has become of each fault of the plan so far; none in the control run. */
    public List<FaultStatus> faults() {
        return setting.interception().faultStatus();
    }

    /** Returns whoever reads at the other end; stalled at first. */
    public Peer peer() {
        return setting.peer();
    }

    /**
     * Opens the subject.
     *
     * @return false if it refused with an exception, which is a clear word
     */
    public boolean open() {
        SubjectFactory factory = setting.factory();
        SubjectEnd end = setting.end();
        end.lend(Evidence.PIPE, factory.ownsHandle());
        Steps.Call call = new Steps.Call(() -> factory.open(setting.platform(), end.handle(), setting.listener()));
        Step step = setting.steps().start(Evidence.OWNER, "open", call).within(Bounds.STEP);
        subject = (Subject) step.returned();
        if (subject == null) {
            end.takeBack();
        }
        return subject != null;
    }

    /** Tells whether a subject is open. */
    public boolean isOpen() {
        return subject != null;
    }

    /** Tells whether the script has closed the subject: it cannot be asked to write any more. */
    boolean isClosed() {
        return setting.steps().outcomes().stream().anyMatch(step -> step.name().equals("close"));
    }

    /**
     * Lets the owner write bytes that differ from all others of this run.
     *
     * @return whether the subject accepted them; {@link #accepted} counts them then
     */
    public boolean write(int length) {
        Step step = beginWrite(length).within(Bounds.STEP);
        return Boolean.TRUE.equals(step.returned());
    }

    /**
     * Lets the owner write a block without which the script cannot put its question.
     *
     * <p>Ends the script as not applicable if the subject refuses it with a bare false, which is back-pressure; except in
     * the control run, which has no question.
     *
     * @return false if the subject has refused it in a clear way, or in the control run in any
     */
    public boolean mustWrite(int length) {
        if (write(length)) {
            return true;
        }
        if (!control && !writes.lastThrew() && !hasSaidClearly()) {
            throw new NotApplicable("the writer takes no block of " + length + " bytes while " + accepted()
                    + " accepted bytes may be pending, and the question cannot be put without it");
        }
        return false;
    }

    /** Starts a write on the owner thread, and does not wait for it; the bytes differ from all others of this run. */
    public Step beginWrite(int length) {
        return startWrite(Payload.of(writes.count() + 1, length).bytes());
    }

    /** Starts a write on the owner thread; the array that the subject was handed is spoilt as soon as it is the caller's again. */
    Step startWrite(byte[] data) {
        byte[] handed = data.clone();
        Step step = start("write", s -> {
            try {
                return s.write(handed);
            } finally {
                Arrays.fill(handed, (byte) 0);
            }
        });
        writes.add(step, data);
        return step;
    }

    /** Returns how many bytes the subject has accepted so far. */
    public long accepted() {
        return writes.accepted();
    }

    /**
     * Starts a call of the subject on the owner thread.
     *
     * @throws HarnessError if no subject is open
     */
    public Step start(String name, Function<Subject, @Nullable Object> call) {
        return startBy(Evidence.OWNER, name, call);
    }

    /**
     * Starts a call of the subject on a thread of its own.
     *
     * @throws HarnessError if no subject is open
     */
    public Step startBy(String role, String name, Function<Subject, @Nullable Object> call) {
        Subject open = requireOpen();
        return setting.steps().start(role, name, new Steps.Call(() -> call.apply(open)));
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
        Subject open = requireOpen();
        Steps.Call call = new Steps.Call(() -> open.waitForWrite(bound), open::bytesPending);
        Step step = setting.steps().start(Evidence.OWNER, "waitForWrite", call);
        step.askedFor(bound);
        return step;
    }

    private Subject requireOpen() {
        Subject open = subject;
        if (open == null) {
            throw new HarnessError("the script calls a subject that is not open");
        }
        return open;
    }

    /** Lets the owner do this whenever the subject warns it. */
    public void onWarning(Function<Subject, @Nullable Object> reaction) {
        setting.listener().onWarning(() -> askBack(reaction));
    }

    /** Lets whoever tells the listener of written bytes, or warns it, ask the subject this at once. */
    public void onToldAskBack(Function<Subject, @Nullable Object> question) {
        onWarning(question);
        setting.listener().onWritten(() -> askBack(question));
    }

    /**
     * Lets whoever tells the listener of written bytes close the subject at once, from inside the listener; but not on another
     * thread than the owner's if the owner's loop has refused a task.
     */
    public void onWrittenClose() {
        Subject open = requireOpen();
        Steps.Call close = new Steps.Call(() -> {
            open.close();
            return null;
        });
        setting.listener().onWritten(() -> {
            if (setting.platform().loop().isCurrent() || !hasLoopRefused()) {
                setting.steps().inside("close", close);
            }
        });
    }

    private boolean hasLoopRefused() {
        return setting.interception().answers().all().stream()
                .anyMatch(answer ->
                        answer.point() == FailPoint.POST && !answer.result().ok());
    }

    private void askBack(Function<Subject, @Nullable Object> question) {
        Subject open = subject;
        if (open != null) {
            Object answer = question.apply(open);
            setting.interception().recorder().note(Kind.STEP, "the listener asked the subject and got " + answer);
        }
    }

    /** Requires that all accepted bytes are reported as written, or that the subject says why not. */
    public void expectReported() {
        expectReported(false);
    }

    /** Requires the same; the time while a gate holds a thread of the run counts. */
    public void expectReportedEvenWhileHeld() {
        expectReported(true);
    }

    private void expectReported(boolean evenWhileHeld) {
        long total = accepted();
        setting.patience()
                .require(
                        "all " + total + " accepted bytes to be reported",
                        () -> setting.listener().written() >= total || hasSaidClearly(),
                        Bounds.REPORT,
                        evenWhileHeld);
    }

    /** Requires that so many bytes in all arrive at the peer, or that the subject says why not. */
    public void expectReceived(long total) {
        setting.patience()
                .require(
                        total + " bytes at the peer",
                        () -> peer().count() >= total || hasSaidClearly(),
                        Bounds.REPORT,
                        false);
    }

    /** Waits until the peer has got so many bytes in all; else the script ends as not exercised. */
    public void awaitReceived(long total) {
        setting.patience().arranged(total + " bytes at the peer", () -> peer().count() >= total);
    }

    /** Waits until each fault of the plan has fired; else the script ends as not exercised. */
    public void awaitFaultsFired() {
        setting.patience()
                .arranged(
                        "each fault of the plan to fire",
                        () -> setting.interception().faultStatus().stream().allMatch(fault -> fault.times() > 0));
    }

    /** Waits until a call has arrived at a gate; a plan that never brings one there ends the script as not exercised. */
    public void awaitArrival(String gate) {
        setting.patience()
                .arranged(
                        "a call at gate " + gate,
                        () -> setting.interception().gate(gate).arrived() > 0);
    }

    /** Opens a gate. */
    public void openGate(String gate) {
        setting.interception().gate(gate).open();
    }

    /** Waits until the subject has got so many answers of one call; else the script ends as not exercised. */
    public void awaitAnswers(FailPoint point, int count) {
        setting.patience()
                .arranged(
                        count + " answers of " + point,
                        () -> setting.interception().answers().count(point) >= count);
    }

    /**
     * Keeps the owner thread busy until the subject has posted and the posting callback has ended.
     *
     * <p>For control runs: what a posted task meets then does not depend on how fast the poster goes on. A subject that has
     * said clearly that it does not go on need not post.
     */
    public void keepOwnerBusyUntilPosted() {
        setting.steps().post(() -> {
            boolean posted = setting.world()
                    .await(
                            "the subject to have posted",
                            () -> hasSaidClearly()
                                    || (setting.interception().answers().count(FailPoint.POST) > 0
                                            && setting.interception().runningCallbacks() == 0),
                            Bounds.ARRANGED);
            setting.interception()
                    .recorder()
                    .note(Kind.STEP, posted ? "the owner is free again" : "the owner waited for a post in vain");
        });
    }

    /** Waits until no callback of the subject runs any more. */
    public void awaitCallbacksEnded() {
        setting.patience()
                .arranged(
                        "the callbacks of the subject to end",
                        () -> setting.interception().runningCallbacks() == 0);
    }

    /** Waits until the step has come back or its thread is inside a call that may block. */
    public void awaitDoneOrBlocked(Step step) {
        setting.patience()
                .arranged(
                        step.name() + " to return or to block",
                        () -> step.isDone() || setting.interception().blockingCallOf(step.actor()) != null);
    }

    /**
     * Tells whether the subject has said clearly that it does not go on: to its listener, or by an exception of a write or a
     * wait that names the code of an error.
     *
     * <p>An exception that names none is an accident: it excuses nothing.
     */
    boolean hasSaidClearly() {
        return setting.listener().has(ListenerEvent.Kind.FAILED)
                || setting.listener().has(ListenerEvent.Kind.CLOSED)
                || setting.steps().hasThrown(this::namesAnError);
    }

    private boolean namesAnError(StepOutcome step) {
        return setting.interception().answers().all().stream()
                .anyMatch(answer -> !answer.result().ok()
                        && !answer.result().isPending()
                        && step.namesInItsThrow(answer.result().lastError()));
    }

    /** Notes that the script itself has failed, by something that it asserts; the run goes on to its end. */
    void failedBy(String words) {
        failure = words;
        setting.interception().recorder().note(Kind.FINDING, words);
    }

    /** Returns how the script itself has failed; null if it has not. */
    @Nullable
    String failure() {
        return failure;
    }

    List<Offer> offers() {
        return writes.offers();
    }

    Setting setting() {
        return setting;
    }
}
