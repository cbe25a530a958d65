package pipefault.triage;

import java.util.ArrayList;
import java.util.List;
import pipefault.scenario.HarnessError;
import pipefault.scenario.Run;
import pipefault.scenario.Step;

/** A run with the calls that steps have begun and not yet waited for; for the driver thread. */
final class OwnPlay {

    private final Run run;
    private final List<Begun> begun = new ArrayList<>();

    private record Begun(SubjectCall call, Step step) {}

    OwnPlay(Run run) {
        this.run = run;
    }

    Run run() {
        return run;
    }

    void begin(SubjectCall call, Step step) {
        begun.add(new Begun(call, step));
    }

    /** Waits until the earliest call of a kind that was begun has returned, or stands in a call that may block. */
    void awaitDoneOrBlocked(SubjectCall call) {
        run.awaitDoneOrBlocked(earliest(call).step());
    }

    /** Requires the earliest call of a kind that was begun to return. */
    void returns(SubjectCall call, boolean evenWhileHeld) {
        Begun earliest = earliest(call);
        begun.remove(earliest);
        require(call, earliest.step(), evenWhileHeld);
    }

    private Begun earliest(SubjectCall call) {
        return begun.stream()
                .filter(each -> each.call() == call)
                .findFirst()
                .orElseThrow(() -> new HarnessError("the steps have begun no " + call));
    }

    static void require(SubjectCall call, Step step, boolean evenWhileHeld) {
        if (evenWhileHeld) {
            step.withinEvenWhileHeld(call.bound());
        } else {
            step.within(call.bound());
        }
    }

    /** Requires all that was begun to return. */
    void end() {
        begun.forEach(each -> require(each.call(), each.step(), false));
    }
}
