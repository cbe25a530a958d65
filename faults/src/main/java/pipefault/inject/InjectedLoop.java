package pipefault.inject;

import java.util.List;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.platform.CallResult;
import pipefault.platform.EventLoop;
import pipefault.trace.CallRecord.Kind;
import pipefault.world.Actor;
import pipefault.world.RunAborted;

/** An event loop whose posts pass the fault plan: held, refused, or taken and lost. */
final class InjectedLoop implements EventLoop {

    private final Interception interception;
    private final EventLoop inner;

    InjectedLoop(Interception interception, EventLoop inner) {
        this.interception = interception;
        this.inner = inner;
    }

    @Override
    public boolean post(Object owner, Runnable task) {
        if (interception.isDisarmed()) {
            return inner.post(owner, task);
        }
        TraceRecorder recorder = interception.recorder();
        Actor actor = interception.world().current();
        int number = recorder.enter(actor, "Post", "");
        interception.locks().forbidUnderLock("posts");
        List<Fault> fires = interception.passing(FailPoint.POST, "");
        boolean rejected = false;
        boolean dropped = false;
        for (Fault fault : fires) {
            rejected |= fault.action() instanceof Action.Reject;
            dropped |= fault.action() instanceof Action.Drop;
        }
        if (rejected || dropped) {
            // The loop itself is not asked; without this, who posts until it is taken would never let anybody else in.
            interception.world().yieldPoint(FailPoint.POST.toString());
        }
        boolean taken = dropped || (!rejected && inner.post(owner, () -> run(number, task)));
        interception.passed(FailPoint.POST, fires);
        String answer = taken ? "taken" : "refused";
        int sequence = recorder.leave(actor, number, "Post", answer, rejected || dropped);
        CallResult result = taken ? CallResult.success() : CallResult.failure(0);
        interception
                .answers()
                .add(new Answer(
                        sequence,
                        number,
                        TraceRecorder.actorName(actor),
                        FailPoint.POST,
                        "",
                        result,
                        rejected || dropped));
        return taken;
    }

    /** Runs on the owner thread; what the task throws has no other way out, and must not end the loop. */
    private void run(int post, Runnable task) {
        interception.recorder().note(Kind.TASK, "the task of post " + post);
        try {
            task.run();
        } catch (RunAborted end) {
            throw end;
        } catch (RuntimeException | Error thrown) {
            interception.thrownInTask(thrown);
        }
    }

    @Override
    public void removePosted(Object owner) {
        inner.removePosted(owner);
    }

    @Override
    public boolean isCurrent() {
        return inner.isCurrent();
    }
}
