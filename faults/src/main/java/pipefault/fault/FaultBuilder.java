package pipefault.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sentence that builds a {@link Fault}; begins with {@link Fault#on}, ends with an action.
 *
 * <p>Builds one fault, on one thread. A sentence that makes no sense ends in a {@link FaultPlanError}.
 */
public final class FaultBuilder {

    private final FailPoint point;
    private @Nullable String role;
    private @Nullable ArgumentFilter argument;
    private int first = 1;
    private int last = Trigger.OPEN;
    private int step = 1;
    private int percent = 100;
    private boolean once;
    private @Nullable UntilEvent after;
    private boolean unrealistic;

    FaultBuilder(FailPoint point) {
        this.point = point;
    }

    /** Only calls on threads of this role. */
    public FaultBuilder by(String threadRole) {
        role = threadRole;
        return this;
    }

    /** Only calls with such arguments; the name stands in reports. */
    public FaultBuilder where(String name, Predicate<List<@Nullable Object>> arguments) {
        argument = new ArgumentFilter(name, arguments);
        return this;
    }

    /** Only the n-th call, counted from 1. */
    public FaultBuilder occurrence(int n) {
        return occurrences(n, n);
    }

    /** Calls a to b, both included. */
    public FaultBuilder occurrences(int a, int b) {
        first = a;
        last = b;
        return this;
    }

    /** The n-th call and all after it. */
    public FaultBuilder occurrencesFrom(int n) {
        return occurrences(n, Trigger.OPEN);
    }

    /** Every k-th of the chosen calls, beginning with the first of them. */
    public FaultBuilder every(int k) {
        step = k;
        return this;
    }

    /** Each chosen call with this chance only, 1 to 100; the seed is that of the run. */
    public FaultBuilder percent(int chance) {
        percent = chance;
        return this;
    }

    /** The first hit only. */
    public FaultBuilder once() {
        once = true;
        return this;
    }

    /** Calls count only from this moment on. */
    public FaultBuilder after(UntilEvent moment) {
        after = moment;
        return this;
    }

    /** Says that it is known that Windows never does this. */
    public FaultBuilder unrealistic() {
        unrealistic = true;
        return this;
    }

    /** Ends the sentence with any action. */
    public Fault then(Action action) {
        Trigger trigger = new Trigger(role, argument, first, last, step, percent, once, after);
        return new Fault(point, trigger, action, unrealistic);
    }

    /** Ends the sentence: nothing happens. */
    public Fault pass() {
        return then(new Action.Pass());
    }

    /** Ends the sentence: the call fails with this code, and the real one is not made. */
    public Fault fail(int code) {
        return then(new Action.Fail(code, false, false));
    }

    /** Ends the sentence: the call fails with this code, although the real one is made. */
    public Fault failPerformed(int code) {
        return then(new Action.Fail(code, true, false));
    }

    /** Ends the sentence: the call fails with this code and leaves nothing of it behind. */
    public Fault failLying(int code) {
        return then(new Action.Fail(code, false, true));
    }

    /** Ends the sentence: the call says TRUE and does nothing. */
    public Fault succeedWithoutEffect() {
        return then(new Action.Succeed());
    }

    /** Ends the sentence: the byte count is off by this much. */
    public Fault alterCountBy(long bytes) {
        return then(new Action.Alter(Action.Alter.What.COUNT, true, bytes));
    }

    /** Ends the sentence: a value of the answer is replaced. */
    public Fault alter(Action.Alter.What what, long value) {
        return then(new Action.Alter(what, false, value));
    }

    /** Ends the sentence: time passes before the real call. */
    public Fault delayBefore(Duration duration) {
        return then(new Action.Delay(Phase.BEFORE, duration));
    }

    /** Ends the sentence: time passes after the real call. */
    public Fault delayAfter(Duration duration) {
        return then(new Action.Delay(Phase.AFTER, duration));
    }

    /** Ends the sentence: the call waits at the gate before the real call. */
    public Fault holdBefore(String gate) {
        return then(new Action.Hold(Phase.BEFORE, gate, null));
    }

    /** Ends the sentence: the call waits at the gate before the real call, until that moment opens it. */
    public Fault holdBefore(String gate, UntilEvent until) {
        return then(new Action.Hold(Phase.BEFORE, gate, until));
    }

    /** Ends the sentence: the call waits at the gate after the real call. */
    public Fault holdAfter(String gate) {
        return then(new Action.Hold(Phase.AFTER, gate, null));
    }

    /** Ends the sentence: the call waits at the gate after the real call, until that moment opens it. */
    public Fault holdAfter(String gate, UntilEvent until) {
        return then(new Action.Hold(Phase.AFTER, gate, until));
    }

    /** Ends the sentence: the task or callback never runs. */
    public Fault drop() {
        return then(new Action.Drop());
    }

    /** Ends the sentence: the callback runs twice. */
    public Fault repeat() {
        return then(new Action.Repeat());
    }

    /** Ends the sentence: the event loop refuses the task. */
    public Fault reject() {
        return then(new Action.Reject());
    }

    /** Ends the sentence: a stray SetEvent. */
    public Fault signal() {
        return then(new Action.Signal());
    }
}
