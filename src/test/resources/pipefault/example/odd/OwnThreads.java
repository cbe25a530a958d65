package com.example;

import java.time.Duration;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** Writes on threads of its own. */
public final class OwnThreads implements Subject {

    /** What opens it. */
    public static final class Factory implements SubjectFactory {
        @Override
        public String name() {
            return "own-threads";
        }

        @Override
        public boolean ownsHandle() {
            return false;
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            return new OwnThreads(platform, pipe, listener);
        }
    }

    private final Platform platform;
    private final Handle pipe;
    private final Listener listener;
    private boolean ended;

    private OwnThreads(Platform platform, Handle pipe, Listener listener) {
        this.platform = platform;
        this.pipe = pipe;
        this.listener = listener;
    }

    @Override
    public boolean write(byte[] data) {
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
        CallResult[] answer = new CallResult[1];
        Thread own = new Thread(() -> {
            Operation operation = platform.operation(data.length);
            operation.data().put(0, data, 0, data.length);
            answer[0] = platform.win32().writeFile(pipe, operation.data(), 0, data.length, operation.overlapped());
            operation.releaseOnCompletion();
        });
        own.start();
        try { own.join(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
        CallResult result = answer[0];
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
