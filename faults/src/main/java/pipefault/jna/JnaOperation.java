package pipefault.jna;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Buffer;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.world.LateCompletions;

/**
 * One block of real memory: an OVERLAPPED and the data behind it.
 *
 * <p>Pinned from its creation until it was released <em>and</em> the kernel is done with it; what is released earlier
 * stays pinned as its quarantine. Unpinned memory is freed by JNA once nobody holds this object, its OVERLAPPED or its
 * buffer any more, so that a use after the release finds old bytes and not a foreign object.
 */
final class JnaOperation implements Operation {

    /** How much may be allocated before the collector is called: it does not feel the weight of this memory. */
    private static final long COLLECT_EVERY_BYTES = 256L << 20;

    private static final AtomicLong ALLOCATED = new AtomicLong();

    private final Object owner;
    private final Consumer<Throwable> strayExceptions;
    private final JnaOverlapped overlapped;
    private final JnaBuffer data;

    // All below is guarded by this object's monitor, which is held for a few instructions only.

    /** Calls that may start an I/O with this OVERLAPPED and have not returned. */
    private int starting;

    /**
     * Whether such a call has succeeded or answered 997. The kernel's own record does not tell: a synchronous failure
     * leaves {@code Internal} at 0x103 too (fact GR14).
     */
    private boolean started;

    private boolean released;

    /** The buffers of what was started: they may be those of other operations, and those may be unpinned. */
    private final List<JnaBuffer> lent = new ArrayList<>();

    /**
     * Allocates and pins the memory.
     *
     * @param owner for whom it is pinned
     * @param strayExceptions takes what the closeables of {@link #releaseOnCompletion} throw
     */
    JnaOperation(int bytes, Object owner, Consumer<Throwable> strayExceptions) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the size of a buffer is 0 or more, but was " + bytes);
        }
        long size = JnaOverlapped.BYTES + (long) bytes;
        if (ALLOCATED.addAndGet(size) > COLLECT_EVERY_BYTES) {
            ALLOCATED.set(0);
            System.gc();
        }
        Memory memory = new Memory(size);
        memory.clear();
        this.owner = owner;
        this.strayExceptions = strayExceptions;
        overlapped = new JnaOverlapped(memory, this);
        data = new JnaBuffer(memory, JnaOverlapped.BYTES, bytes);
        Pins.pin(this, owner);
    }

    /** Finds the OVERLAPPED of a pinned operation by its address; null if there is none. */
    static @Nullable Overlapped at(long address) {
        for (JnaOperation operation : Pins.all(JnaOperation.class)) {
            if (operation.overlapped.isAt(address)) {
                return operation.overlapped;
            }
        }
        return null;
    }

    @Override
    public Overlapped overlapped() {
        return overlapped;
    }

    @Override
    public Buffer data() {
        return data;
    }

    /** Tells whether an I/O is in flight, or is just being started. */
    synchronized boolean kernelOwns() {
        return starting > 0 || (started && overlapped.isPendingInMemory());
    }

    /** A call that may start an I/O is about to be made. */
    synchronized void aboutToStart(@Nullable JnaBuffer buffer) {
        if (starting == 0 && !kernelOwns()) {
            started = false;
            lent.clear();
        }
        starting++;
        if (buffer != null) {
            lent.add(buffer);
        }
        overlapped.forgetWhatWasTold();
        Pins.pin(this, owner);
    }

    /** That call has returned. */
    void hasReturned(boolean inFlightOrDone) {
        boolean unowned;
        synchronized (this) {
            starting--;
            started |= inFlightOrDone;
            unowned = released;
        }
        if (unowned) {
            unpinWhenDone();
        }
    }

    /**
     * Sets the status as an injected fault wants it.
     *
     * <p>Memory that the kernel owns is not touched: what is told covers it until the kernel writes there itself.
     */
    synchronized void tell(long internal, long internalHigh) {
        if (kernelOwns()) {
            overlapped.tell(internal, internalHigh);
        } else {
            started = false;
            overlapped.setStatus(internal, internalHigh);
        }
    }

    @Override
    public void release() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
        }
        unpinWhenDone();
    }

    @Override
    public void releaseOnCompletion(AutoCloseable... rest) {
        synchronized (this) {
            released = true;
        }
        whenDone(() -> {
            unpin();
            for (AutoCloseable each : rest) {
                close(each);
            }
        });
    }

    private void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Throwable e) {
            strayExceptions.accept(e);
        }
    }

    private void unpinWhenDone() {
        whenDone(this::unpin);
    }

    private void whenDone(Runnable then) {
        if (kernelOwns()) {
            LateCompletions.when(() -> !kernelOwns(), then, strayExceptions);
        } else {
            then.run();
        }
    }

    private synchronized void unpin() {
        if (released && !kernelOwns()) {
            lent.clear();
            Pins.unpin(this);
        }
    }
}
