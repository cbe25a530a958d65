package com.example;

import java.time.Duration;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** Waits on a monitor of its own that nobody notifies. */
public final class OwnLock implements Subject {

    /** What opens it. */
    public static final class Factory implements SubjectFactory {
        @Override
        public String name() {
            return "own-lock";
        }

        @Override
        public boolean ownsHandle() {
            return false;
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            return new OwnLock(platform, pipe, listener);
        }
    }

    private final Platform platform;
    private final Handle pipe;
    private final Listener listener;
    private boolean ended;

    private OwnLock(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        this.pipe = pipe;
        this.listener = listener;
    }

    @Override
    public boolean write(byte[] data) {
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
        synchronized (this) {
            try {
                wait(4_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Operation operation = platform.operation(0);
        operation.release();
        CallResult result = CallResult.success();
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
