package pipefault.jna;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pipefault.platform.ThreadpoolWait;

/**
 * A PTP_WAIT and its callback.
 *
 * <p>All waits of the process share one native callback, which lives as long as the process; the context that Windows
 * passes to it tells which wait is meant. So no callback can be collected while Windows holds it. A wait stays in
 * {@link #BY_CONTEXT} until it is closed and proven that none of its callbacks is queued or running: CloseThreadpoolWait
 * does not wait for them (fact TP15). Without that proof it stays for the life of the process.
 */
final class JnaThreadpoolWait implements ThreadpoolWait {

    private static final Map<Long, JnaThreadpoolWait> BY_CONTEXT = new ConcurrentHashMap<>();
    private static final AtomicLong CONTEXTS = new AtomicLong();

    /** Made known to JNA before Windows sees the callback, or JNA would ignore the initializer. */
    static final Kernel32.WaitCallback NATIVE_CALLBACK = (instance, context, wait, waitResult) -> {
        JnaThreadpoolWait fired = BY_CONTEXT.get(context);
        if (fired != null) {
            fired.fired(waitResult);
        } else if (!isLateByWine(context)) {
            throw new IllegalStateException("a callback of a thread-pool wait that was forgotten, number " + context);
        }
    };

    static {
        // Attached for good: attaching for each callback costs 200 times as much, and makes a new Java thread each
        // time.
        Native.setCallbackThreadInitializer(
                NATIVE_CALLBACK, new CallbackThreadInitializer(true, false, "windows thread pool"));
    }

    /** Of Wine's ways, not of Windows': tells whether a callback may come after all that ends a wait in the safe order. */
    private static final boolean CALLBACKS_COME_LATE = Ntdll.wineVersion().isPresent();

    private final long context = CONTEXTS.incrementAndGet();
    private final Callback callback;
    private final Consumer<Throwable> strayExceptions;

    // All below is guarded by this object's monitor, which is held for a few instructions only.

    private final ExpectedCallbacks callbacks = new ExpectedCallbacks(CALLBACKS_COME_LATE);
    private long address;
    private boolean closed;

    JnaThreadpoolWait(Callback callback, Consumer<Throwable> strayExceptions) {
        this.callback = callback;
        this.strayExceptions = strayExceptions;
        BY_CONTEXT.put(context, this);
    }

    static JnaThreadpoolWait of(ThreadpoolWait wait) {
        if (wait instanceof JnaThreadpoolWait ours) {
            return ours;
        }
        throw new IllegalArgumentException("a thread-pool wait of another platform: " + wait);
    }

    long context() {
        return context;
    }

    /**
     * Tells whether a callback of a wait that was disarmed, waited for and closed is one that Wine has let through.
     *
     * <p>The thread of Wine's pool that has seen a signal queues the callback even if the wait was disarmed since (Wine's
     * deviation from fact TP05). It comes to nobody: no subject can prevent it, and on Windows it cannot come.
     */
    private static boolean isLateByWine(long context) {
        return CALLBACKS_COME_LATE && context > 0 && context <= CONTEXTS.get();
    }

    /** Takes what CreateThreadpoolWait returned, NULL included. */
    synchronized void created(long newAddress) {
        address = newAddress;
        if (newAddress == 0) {
            BY_CONTEXT.remove(context);
        }
    }

    /** Arms, or disarms for object 0. Windows would corrupt its memory if the wait is closed: then nothing happens. */
    synchronized void set(long object, @Nullable Pointer timeout) {
        if (refuses("SetThreadpoolWait")) {
            return;
        }
        callbacks.changed(object != 0);
        Kernel32.SetThreadpoolWait(address, object, timeout);
    }

    /** Blocks until no callback is queued or running. */
    void waitForCallbacks(boolean cancelPending) {
        long target;
        long before;
        synchronized (this) {
            if (refuses("WaitForThreadpoolWaitCallbacks")) {
                return;
            }
            target = address;
            before = callbacks.changes();
        }
        Kernel32.WaitForThreadpoolWaitCallbacks(target, cancelPending ? 1 : 0);
        synchronized (this) {
            if (callbacks.waitedFor(before)) {
                awaitLateOnes();
            }
            forgetIfOver();
        }
    }

    /** One that Wine let through before it was known that none may come any more. Guarded by this object's monitor. */
    private void awaitLateOnes() {
        boolean interrupted = false;
        while (callbacks.areRunning()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // The call that this stands in for cannot be interrupted either.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void close() {
        if (refuses("CloseThreadpoolWait")) {
            return;
        }
        closed = true;
        Kernel32.CloseThreadpoolWait(address);
        forgetIfOver();
    }

    private boolean refuses(String call) {
        if (closed) {
            strayExceptions.accept(new IllegalStateException(call + " on a thread-pool wait that is closed already"));
        }
        return closed;
    }

    private void fired(int waitResult) {
        synchronized (this) {
            if (!callbacks.begins()) {
                return;
            }
        }
        try {
            callback.run(waitResult);
        } catch (Throwable e) {
            strayExceptions.accept(e);
        } finally {
            synchronized (this) {
                callbacks.ended();
                notifyAll();
                forgetIfOver();
            }
        }
    }

    private void forgetIfOver() {
        if (closed && callbacks.areOver()) {
            BY_CONTEXT.remove(context);
        }
    }

    /** Tells whether the callback of this wait would still be found. */
    boolean isKnown() {
        return BY_CONTEXT.containsKey(context);
    }
}
