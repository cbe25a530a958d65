package pipefault.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/** A small writer that is right as long as no call but WriteFile and GetOverlappedResult fails; tests break it on purpose. */
class PlainWriter implements Subject {

    /** One block on its way: all blocks are in flight at once, and the pipe keeps their order. */
    private record Block(Operation operation, Handle event, ThreadpoolWait poolWait, int length) {}

    final Platform platform;
    final Win32Api win32;
    final Handle pipe;
    final Listener listener;

    private final Deque<Block> inFlight = new ArrayDeque<>();
    private final AtomicLong pending = new AtomicLong();
    private boolean stopped;
    private boolean failed;

    PlainWriter(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        this.win32 = platform.win32();
        this.pipe = pipe;
        this.listener = listener;
    }

    @Override
    public boolean write(byte[] data) {
        if (stopped || failed) {
            throw new IllegalStateException("it was stopped, or has failed");
        }
        Handle event = win32.createEvent(false, false, null).rawHandle();
        Operation operation = platform.operation(data.length);
        operation.overlapped().setEvent(event);
        operation.data().put(0, data, 0, data.length);
        ThreadpoolWait wait = win32.createThreadpoolWait(
                        result -> platform.loop().post(this, this::look))
                .threadpoolWaitOrNull();
        if (wait == null) {
            throw new IllegalStateException("CreateThreadpoolWait failed");
        }
        pending.addAndGet(data.length);
        inFlight.add(new Block(operation, event, wait, data.length));
        CallResult started = win32.writeFile(pipe, operation.data(), 0, data.length, operation.overlapped());
        if (started.isPending()) {
            win32.setThreadpoolWait(wait, event, Win32Error.INFINITE);
        } else {
            end(inFlight.removeLast(), started);
        }
        return true;
    }

    /** Runs on the owner thread. */
    private void look() {
        while (!inFlight.isEmpty()) {
            CallResult result = win32.getOverlappedResult(
                    pipe, inFlight.getFirst().operation().overlapped(), false);
            if (!result.ok() && result.lastError() == Win32Error.ERROR_IO_INCOMPLETE) {
                return;
            }
            end(inFlight.removeFirst(), result);
        }
    }

    private void end(Block block, CallResult result) {
        release(block);
        pending.addAndGet(-block.length());
        if (result.ok()) {
            report(result.count());
        } else if (!failed && !stopped) {
            failed = true;
            listener.failed(result.lastError());
        }
    }

    private void release(Block block) {
        win32.waitForThreadpoolWaitCallbacks(block.poolWait(), true);
        win32.closeThreadpoolWait(block.poolWait());
        assertOk(win32.closeHandle(block.event()));
        block.operation().release();
    }

    /** Tells the owner of written bytes. */
    void report(long bytes) {
        listener.written(bytes);
    }

    @Override
    public long bytesPending() {
        return pending.get();
    }

    @Override
    public boolean waitForWrite(Duration bound) {
        return false;
    }

    @Override
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        while (!inFlight.isEmpty()) {
            Block block = inFlight.removeFirst();
            CallResult unused = win32.cancelIoEx(pipe, block.operation().overlapped());
            end(block, win32.getOverlappedResult(pipe, block.operation().overlapped(), true));
        }
        platform.loop().removePosted(this);
        listener.closed();
    }

    @Override
    public void close() {
        stop();
    }

    private static void assertOk(CallResult result) {
        if (!result.ok()) {
            throw new IllegalStateException("CloseHandle failed with " + result.lastError());
        }
    }
}
