package pipefault.inject;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import pipefault.platform.Clock;
import pipefault.platform.EventLoop;
import pipefault.platform.Mutex;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;

/** A platform around a platform: everything that a subject asks passes a fault plan and the ledgers. */
public final class FaultInjector implements Platform {

    private final Interception interception;
    private final Platform inner;
    private final Win32Api win32;
    private final EventLoop loop;
    private final AtomicInteger operations = new AtomicInteger();
    private final OperationLedger ledger;

    /** Wraps the platform of the interception's world. */
    public FaultInjector(Interception interception) {
        this.interception = interception;
        inner = interception.world().platform();
        ledger = interception.operations();
        win32 = new DisarmableWin32Api(interception, inner.win32());
        loop = new InjectedLoop(interception, inner.loop());
    }

    @Override
    public Win32Api win32() {
        return win32;
    }

    @Override
    public Mutex mutex(String name) {
        return new InjectedMutex(interception, inner.mutex(name));
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Clock clock() {
        return inner.clock();
    }

    @Override
    public void sleep(Duration duration) {
        inner.sleep(duration);
    }

    @Override
    public Operation operation(int bytes) {
        if (interception.isDisarmed()) {
            return inner.operation(bytes);
        }
        String label = "op-" + operations.incrementAndGet();
        InjectedOperation operation = new InjectedOperation(label, inner.operation(bytes), interception);
        ledger.add(operation);
        return operation;
    }
}
