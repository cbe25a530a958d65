package com.example;

import java.time.Duration;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** A first attempt: each write waits until the pipe has taken it. */
public final class FirstWriter implements Subject {

    /** What opens it. */
    public static final class Factory implements SubjectFactory {
        @Override
        public String name() {
            return "first";
        }

        @Override
        public boolean ownsHandle() {
            return false;
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            return new FirstWriter(platform, pipe, listener);
        }
    }

    private final Platform platform;
    private final Handle pipe;
    private final Listener listener;
    private boolean ended;

    private FirstWriter(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        this.pipe = pipe;
        this.listener = listener;
    }

    @Override
    public boolean write(byte[] data) {
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
        Operation operation = platform.operation(data.length); // OVERLAPPED and buffer, off the heap
        operation.data().put(0, data, 0, data.length);
        CallResult result = platform.win32().writeFile(pipe, operation.data(), 0, data.length, operation.overlapped());
        if (result.isPending()) {
            result = platform.win32().getOverlappedResult(pipe, operation.overlapped(), true);
        }
        operation.release();
        if (result.ok()) {
            long bytes = result.count();
            boolean unused = platform.loop().post(this, () -> listener.written(bytes));
            return true;
        }
        ended = true;
        listener.failed(result.lastError());
        throw new IllegalStateException("WriteFile: " + result);
    }

    @Override
    public long bytesPending() {
        return 0;
    }

    @Override
    public boolean waitForWrite(Duration bound) {
        return false;
    }

    @Override
    public void stop() {
        if (!ended) {
            ended = true;
            platform.loop().removePosted(this);
            listener.closed();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
