package pipefault.example;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;

/**
 * A small pipe writer that takes all it needs from the platform: its state belongs to the owner thread, and the thread
 * pool only brings news.
 *
 * <p>To stay small it has {@code stop} called by the owner only, and ends with it.
 */
final class SampleWriter implements Subject {

    private static final int BLOCK = 64 * 1024;

    private final Platform platform;
    private final Win32Api win32;
    private final Handle pipe;
    private final Listener listener;
    private final Handle event;
    private final ThreadpoolWait wait;
    private final Operation operation;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private final AtomicLong pending = new AtomicLong();

    /** Stands for the block that is being written, so that news about an earlier one is told apart. */
    private volatile Object current = new Object();

    private boolean busy;
    private boolean ended;
    private boolean stopped;
    private boolean closed;
    private long written;

    SampleWriter(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        this.win32 = platform.win32();
        this.pipe = pipe;
        this.listener = listener;
        CallResult createdEvent = win32.createEvent(true, false, null);
        Handle newEvent = createdEvent.handleOrNull();
        if (newEvent == null) {
            throw new IllegalStateException("CreateEvent: " + createdEvent);
        }
        event = newEvent;
        CallResult createdWait = win32.createThreadpoolWait(result -> onSignal());
        ThreadpoolWait newWait = createdWait.threadpoolWaitOrNull();
        if (newWait == null) {
            CallResult unused = win32.closeHandle(event);
            throw new IllegalStateException("CreateThreadpoolWait: " + createdWait);
        }
        wait = newWait;
        operation = platform.operation(BLOCK);
        operation.overlapped().setEvent(event);
    }

    @Override
    public boolean write(byte[] data) {
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
        for (int from = 0; from < data.length; from += BLOCK) {
            queue.add(Arrays.copyOfRange(data, from, Math.min(from + BLOCK, data.length)));
        }
        pending.addAndGet(data.length);
        startNext();
        return true;
    }

    private void startNext() {
        while (!busy && !ended && !queue.isEmpty()) {
            byte[] block = queue.element();
            operation.data().put(0, block, 0, block.length);
            CallResult started = win32.writeFile(pipe, operation.data(), 0, block.length, operation.overlapped());
            // Not earlier: a late callback would take the old answer for one about the new block.
            current = new Object();
            if (started.isPending()) {
                busy = true;
                win32.setThreadpoolWait(wait, event, Win32Error.INFINITE);
            } else if (started.ok()) {
                credit();
            } else {
                fail(started.lastError());
            }
        }
    }

    /** Runs on a thread of the pool. */
    private void onSignal() {
        Object block = current;
        CallResult result = win32.getOverlappedResult(pipe, operation.overlapped(), false);
        boolean unused = platform.loop().post(this, () -> completed(block, result));
    }

    private void completed(Object block, CallResult result) {
        if (!busy || block != current) {
            return; // waitForWrite was faster
        }
        if (!result.ok() && result.lastError() == Win32Error.ERROR_IO_INCOMPLETE) {
            // Somebody else has set the event.
            CallResult unused = win32.resetEvent(event);
            if (!operation.overlapped().hasIoCompleted()) {
                win32.setThreadpoolWait(wait, event, Win32Error.INFINITE);
                return;
            }
            completed(block, win32.getOverlappedResult(pipe, operation.overlapped(), false));
            return;
        }
        busy = false;
        if (result.ok()) {
            credit();
            startNext();
        } else {
            fail(result.lastError());
        }
    }

    private void credit() {
        int bytes = queue.remove().length;
        pending.addAndGet(-bytes);
        written += bytes;
        listener.written(bytes);
    }

    private void fail(int error) {
        giveUp();
        listener.failed(error);
    }

    private void giveUp() {
        ended = true;
        queue.clear();
        pending.set(0);
    }

    @Override
    public long bytesPending() {
        return pending.get();
    }

    @Override
    public boolean waitForWrite(Duration bound) {
        long deadline = platform.clock().nanoTime() + bound.toNanos();
        long before = written;
        while (busy && written == before) {
            long left = Math.max(0, deadline - platform.clock().nanoTime());
            CallResult woken = win32.waitForSingleObject(event, (int) ((left + 999_999) / 1_000_000));
            if (!woken.ok() || woken.value() != Win32Error.WAIT_OBJECT_0) {
                return false;
            }
            completed(current, win32.getOverlappedResult(pipe, operation.overlapped(), false));
        }
        return written > before;
    }

    @Override
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        boolean cancels = busy || !operation.overlapped().hasIoCompleted();
        int underWay = busy ? queue.element().length : 0;
        giveUp();
        busy = false;
        if (cancels) {
            // Whether it works or not, the memory stays the kernel's until the operation is over: see close.
            CallResult cancel = win32.cancelIoEx(pipe, operation.overlapped());
            if (!cancel.ok() && cancel.lastError() != Win32Error.ERROR_NOT_FOUND) {
                listener.warning("CancelIoEx", cancel.lastError());
            }
        }
        win32.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
        win32.waitForThreadpoolWaitCallbacks(wait, true);
        platform.loop().removePosted(this);
        if (underWay > 0) {
            tellHowItEnded(underWay);
        }
        listener.closed();
    }

    /** What was complete before the cancel counts all the same; the news of it may have been under way to this thread. */
    private void tellHowItEnded(int bytes) {
        CallResult result = win32.getOverlappedResult(pipe, operation.overlapped(), false);
        if (result.ok()) {
            written += bytes;
            listener.written(bytes);
        } else if (result.lastError() != Win32Error.ERROR_OPERATION_ABORTED
                && result.lastError() != Win32Error.ERROR_IO_INCOMPLETE) {
            listener.failed(result.lastError());
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop();
        win32.closeThreadpoolWait(wait);
        operation.releaseOnCompletion(() -> {
            CallResult unused = win32.closeHandle(event);
        });
    }
}
