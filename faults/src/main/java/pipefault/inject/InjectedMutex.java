package pipefault.inject;

import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.platform.Mutex;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;

/** A mutex that passes the fault plan and tells the ledger who holds it. */
final class InjectedMutex implements Mutex {

    private final Interception interception;
    private final Mutex inner;

    InjectedMutex(Interception interception, Mutex inner) {
        this.interception = interception;
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public void lock() {
        if (interception.isDisarmed()) {
            inner.lock();
            return;
        }
        List<Fault> fires = interception.passing(FailPoint.LOCK, name());
        if (interception.locks().isHeld(name())) {
            interception.recorder().note(Kind.LOCKED, name() + CallRecord.WAITS);
        }
        inner.lock();
        interception.locks().locked(name());
        interception.recorder().note(Kind.LOCKED, name());
        interception.passed(FailPoint.LOCK, fires);
    }

    @Override
    public void unlock() {
        if (!interception.isDisarmed()) {
            interception.locks().unlocked(name());
            interception.recorder().note(Kind.UNLOCKED, name());
        }
        inner.unlock();
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return inner.isHeldByCurrentThread();
    }
}
