package pipefault.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.inject.Interception;
import pipefault.inject.TraceRecorder;
import pipefault.oracle.Evidence;
import pipefault.oracle.StepOutcome;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.RunAborted;
import pipefault.world.World;

/** Starts the calls of a subject's methods, each on its thread, and keeps how they went. For the driver thread, but for {@link #inside}. */
final class Steps {

    /** The methods that do the subject's work; what stopping throws says nothing about what was accepted. */
    private static final Set<String> WORK = Set.of("write", "waitForWrite");

    private final World world;
    private final Interception interception;
    private final Patience patience;
    private final List<Step> listed = new CopyOnWriteArrayList<>();

    Steps(World world, Interception interception, Patience patience) {
        this.world = world;
        this.interception = interception;
        this.patience = patience;
    }

    /** What a step does on its thread. */
    record Call(Supplier<@Nullable Object> body, @Nullable LongSupplier pendingAfter) {

        Call(Supplier<@Nullable Object> body) {
            this(body, null);
        }
    }

    /** Starts a step of the script; a role other than the owner's gets a thread of its own. */
    Step start(String role, String name, Call call) {
        int began = interception.recorder().note(Kind.STEP, name + " begins");
        Step step = new Step(patience, name, began, world.elapsed());
        listed.add(step);
        if (role.equals(Evidence.OWNER)) {
            step.runsOn(Evidence.OWNER);
            post(() -> execute(step, name, call));
        } else {
            step.runsOn(world.start(role, () -> execute(step, name, call)).name());
        }
        return step;
    }

    /** Makes a step of the script on the calling thread, which is inside the listener; what it throws goes no further. */
    void inside(String name, Call call) {
        int began = interception.recorder().note(Kind.STEP, name + " begins");
        Step step = new Step(patience, name, began, world.elapsed());
        step.runsOn(TraceRecorder.actorName(world.current()));
        step.comesFromListener();
        listed.add(step);
        execute(step, name, call);
    }

    /** Starts a step of a fresh subject on the owner thread; it does not count among the steps of the script. */
    Step startFresh(String name, Call call) {
        String what = name + " of a fresh subject";
        int began = interception.recorder().note(Kind.STEP, what + " begins");
        Step step = new Step(patience, name, began, world.elapsed());
        step.runsOn(Evidence.OWNER);
        post(() -> execute(step, what, call));
        return step;
    }

    /** Queues a task of the harness for the owner thread. */
    void post(Runnable task) {
        if (!world.loop().post(this, task)) {
            throw new HarnessError("the event loop takes no step any more");
        }
    }

    /** Runs on the thread of the step; whatever comes out of the subject is how the step went. */
    private void execute(Step step, String what, Call call) {
        Object value = null;
        Throwable failure = null;
        try {
            value = call.body().get();
        } catch (RunAborted aborted) {
            throw aborted;
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
        Duration at = world.elapsed();
        long pending = -1;
        if (failure == null && call.pendingAfter() != null) {
            try {
                pending = call.pendingAfter().getAsLong();
            } catch (RunAborted aborted) {
                throw aborted;
            } catch (RuntimeException | Error thrown) {
                failure = thrown;
            }
        }
        String how = failure != null
                ? " throws " + failure
                : value == null || value instanceof Subject ? "" : " -> " + value;
        int sequence = interception.recorder().note(Kind.STEP, what + " ends" + how);
        step.end(value, failure, sequence, at, pending);
    }

    /** Tells whether a write or a wait of the script has thrown something of this kind. */
    boolean hasThrown(Predicate<StepOutcome> kind) {
        for (Step step : listed) {
            if (step.thrown() != null && WORK.contains(step.name()) && kind.test(step.outcome(world.elapsed()))) {
                return true;
            }
        }
        return false;
    }

    /** Returns how the steps of the script went, in the order in which they began. */
    List<StepOutcome> outcomes() {
        return listed.stream().map(step -> step.outcome(world.elapsed())).toList();
    }
}
