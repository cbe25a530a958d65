package pipefault.writer;

import org.jspecify.annotations.Nullable;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.writer.WriteQueue.Block;

/** What was accepted, what of it is in the pipe, what went wrong, and what the listener is still to hear; not thread-safe. */
final class Accounts {

    /** How often WriteFile may say that it has written nothing before that is an error; no waiting pipe says it. */
    static final int MAX_EMPTY_WRITES = 8;

    private record Failure(Win32Function function, int code) {

        @Override
        public String toString() {
            return function.windowsName() + " failed with " + Win32Error.describe(code);
        }
    }

    private final WriterSteps steps;
    private final WriteQueue queue = new WriteQueue();
    private final Reports reports = new Reports();
    private @Nullable Failure failure;
    private boolean stopped;
    private boolean anythingWritten;
    private int emptyWrites;

    Accounts(WriterSteps steps) {
        this.steps = steps;
    }

    /**
     * Accepts data, unless that makes more bytes pending than allowed.
     *
     * @throws IllegalStateException if nothing is accepted any more
     */
    boolean accept(byte[] data, long limit) {
        if (failure != null) {
            throw new IllegalStateException("the writer accepts no more data: " + failure);
        }
        if (stopped) {
            throw new IllegalStateException("the writer accepts no more data: it was stopped");
        }
        if (pending() > 0 && pending() + data.length > limit) {
            return false;
        }
        if (data.length > 0) {
            queue.add(data);
        }
        return true;
    }

    /** Returns how many accepted bytes are neither reported nor given up. */
    long pending() {
        return queue.bytes() + reports.unreportedBytes();
    }

    /** Returns what is to be written next, or null. */
    @Nullable
    Block next() {
        return queue.isEmpty() ? null : queue.head();
    }

    Reports reports() {
        return reports;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Tells whether the peer may hold bytes unread that were reported as written. */
    boolean isAnythingWritten() {
        return anythingWritten;
    }

    /** Gives up what is not in the pipe, and accepts nothing more. */
    void stop() {
        stopped = true;
        queue.clear();
    }

    /** Accounts the end of an operation. */
    void account(Outcome outcome) {
        switch (outcome.kind()) {
            case PENDING, CANCELLED -> {
                // Nothing was earned, and nothing went wrong.
            }
            case WRITTEN -> written(outcome.bytes());
            case FAILED -> fail(outcome.function(), outcome.code());
        }
    }

    private void written(int bytes) {
        if (failure != null && !reports.isFailureUntold()) {
            // It was given up as failed before the kernel was done with it, and no bytes are told after that.
            return;
        }
        if (bytes == 0) {
            if (++emptyWrites >= MAX_EMPTY_WRITES) {
                fail(Win32Function.WRITE_FILE, Win32Error.ERROR_SEM_TIMEOUT);
            }
            return;
        }
        emptyWrites = 0;
        anythingWritten = true;
        reports.written(bytes);
        if (!stopped && failure == null) {
            queue.advance(bytes);
        }
    }

    private void fail(Win32Function function, int code) {
        if (failure != null) {
            return;
        }
        failure = new Failure(function, code);
        queue.clear();
        if (steps.surfaces(code)) {
            reports.failed(code);
        }
    }
}
