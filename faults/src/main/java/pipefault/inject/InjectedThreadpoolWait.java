package pipefault.inject;

import java.util.List;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.platform.ThreadpoolWait;
import pipefault.trace.CallRecord.Kind;

/** A wait object whose callbacks pass the fault plan and are noted in the trace. */
final class InjectedThreadpoolWait implements ThreadpoolWait, ThreadpoolWait.Callback {

    private final Interception interception;
    private final ArmedWaits armed;
    private final ThreadpoolWait.Callback callback;
    private volatile String label = "wait";
    private volatile boolean closed;

    /** Set once, before the subject sees the object. */
    private volatile ThreadpoolWait inner = new ThreadpoolWait() {};

    InjectedThreadpoolWait(Interception interception, ArmedWaits armed, ThreadpoolWait.Callback callback) {
        this.interception = interception;
        this.armed = armed;
        this.callback = callback;
    }

    void created(ThreadpoolWait innerWait, String name) {
        inner = innerWait;
        label = name;
    }

    ThreadpoolWait inner() {
        return inner;
    }

    /** Notes that CloseThreadpoolWait has returned; until then a callback may lawfully begin. */
    void closed() {
        closed = true;
    }

    @Override
    public void run(int waitResult) {
        if (interception.isDisarmed()) {
            callback.run(waitResult);
            return;
        }
        armed.disarm(this);
        interception.callbackBegins();
        try {
            List<Fault> fires = interception.passing(FailPoint.CALLBACK, label);
            try {
                runUnder(fires, waitResult);
            } finally {
                interception.passed(FailPoint.CALLBACK, fires);
            }
        } finally {
            interception.callbackEnds();
        }
    }

    private void runUnder(List<Fault> fires, int waitResult) {
        if (has(fires, Action.Drop.class)) {
            interception.recorder().note(Kind.FAULT, "the callback of " + label + " is dropped");
            return;
        }
        once(waitResult);
        if (has(fires, Action.Repeat.class)) {
            interception.recorder().note(Kind.FAULT, "the callback of " + label + " is repeated");
            once(waitResult);
        }
    }

    private void once(int waitResult) {
        if (closed) {
            interception
                    .observations()
                    .add(Property.OWNERSHIP, "a callback of " + label + " begins after CloseThreadpoolWait");
        }
        interception.recorder().note(Kind.CALLBACK, label + (waitResult == 0 ? "" : " after its time-out"));
        try {
            callback.run(waitResult);
        } finally {
            interception.recorder().note(Kind.CALLBACK_END, label);
        }
    }

    private static boolean has(List<Fault> fires, Class<? extends Action> kind) {
        for (Fault fault : fires) {
            if (kind.isInstance(fault.action())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return label;
    }
}
