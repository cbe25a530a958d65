package pipefault.twin;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/**
 * The place of one write that the kernel has: an event, and an operation at a time.
 *
 * <p>Whether the kernel is done with the memory is decided by {@code Internal} alone (facts GR16, LT06).
 */
final class Slot {

    private static final byte[] NOTHING = {};

    private final Win32Api win32;
    private final Handle pipe;
    private final Handle event;
    private @Nullable Operation memory;
    private @Nullable Thread issuer;
    /** Whether the kernel was given the memory and has not been seen to let go of it. */
    private volatile boolean kernels;

    private volatile boolean cancelled;
    private volatile boolean disconnected;

    /** Whether somebody else has set the event, so that only time tells when to look. */
    volatile boolean distrusted;

    /** Whether its bytes are accounted. */
    boolean credited;

    /** Whether its end was accounted, as whatever. */
    boolean settled;

    /** What is being written. */
    byte[] data = NOTHING;

    /** What threads have learnt about this write and the thread whose turn it is has not worked off. */
    final Queue<Fate> answers = new ConcurrentLinkedQueue<>();

    /** @param event {@link Handle#NULL} for a write that signals nothing but the pipe handle (fact WR13) */
    Slot(Win32Api win32, Handle pipe, Handle event) {
        this.win32 = win32;
        this.pipe = pipe;
        this.event = event;
    }

    Handle event() {
        return event;
    }

    /** Starts a write in fresh memory, or in that of the one before if it is at least so large. */
    CallResult start(Platform platform, byte[] bytes, int size) {
        Operation usable = memory;
        if (usable == null || size == 0 || usable.data().size() < bytes.length) {
            release();
            usable = platform.operation(Math.max(size, bytes.length));
            usable.overlapped().setEvent(event);
            memory = usable;
        }
        usable.data().put(0, bytes, 0, bytes.length);
        data = bytes;
        credited = false;
        settled = false;
        distrusted = false;
        answers.clear();
        issuer = Thread.currentThread();
        CallResult result = win32.writeFile(pipe, usable.data(), 0, bytes.length, usable.overlapped());
        // After any other failure nobody will ever complete it (fact GR14).
        kernels = result.ok() || result.isPending();
        return result;
    }

    private Overlapped overlapped() {
        Operation used = memory;
        if (used == null) {
            throw new IllegalStateException("nothing was written from this slot");
        }
        return used.overlapped();
    }

    boolean isOver() {
        if (kernels && overlapped().hasIoCompleted()) {
            kernels = false;
        }
        return !kernels;
    }

    boolean isIssuedByCaller() {
        return issuer == Thread.currentThread();
    }

    /** Asks how the write ended; two denials of what {@code Internal} says are enough. */
    Fate ask(boolean wait) {
        Fate fate = askOnce(wait);
        if (fate.isPending() && isOver()) {
            fate = askOnce(wait);
        }
        return fate.isPending() && isOver() ? statusBlock() : fate;
    }

    private Fate askOnce(boolean wait) {
        boolean[] before = {cancelled, disconnected};
        CallResult answer = win32.getOverlappedResult(pipe, overlapped(), wait && isOver());
        if (answer.ok()) {
            // With a stray signal a waiting call succeeds too early (fact GR06).
            return isOver() ? Fate.written(clip(answer.count())) : Fate.PENDING;
        }
        return judge(answer.lastError(), before[0], before[1]);
    }

    /** Reads the end of the write from its memory. */
    Fate statusBlock() {
        if (!isOver()) {
            return Fate.PENDING;
        }
        int code = NtStatus.toWin32Error(overlapped().internal());
        return code == Win32Error.ERROR_SUCCESS
                ? Fate.written(clip(overlapped().internalHigh()))
                : judge(code, cancelled, disconnected);
    }

    /** Waits with GetOverlappedResultEx; keeps what it answers. */
    void waitEx(int millis) {
        boolean[] before = {cancelled, disconnected};
        CallResult answer = win32.getOverlappedResultEx(pipe, overlapped(), millis, false);
        if (!answer.ok()) {
            keep(judge(answer.lastError(), before[0], before[1]));
        } else if (isOver()) {
            // Not the count of the answer: it may be from before the end (fact GR06).
            keep(statusBlock());
        }
    }

    void keep(Fate fate) {
        if (!fate.isPending()) {
            answers.add(fate);
        }
    }

    private long clip(long count) {
        long known = count == CallResult.UNCHANGED ? overlapped().internalHigh() : count;
        return Math.max(0, Math.min(known, data.length));
    }

    /** What the writer has done since a question explains the end of the write, but no answer from before the end. */
    private Fate judge(int code, boolean hadCancelled, boolean hadDisconnected) {
        return switch (code) {
            case Win32Error.ERROR_IO_INCOMPLETE, Win32Error.WAIT_TIMEOUT, Win32Error.WAIT_IO_COMPLETION -> Fate.PENDING;
            default -> {
                boolean ours = explains(code, hadCancelled, hadDisconnected)
                        || (isOver() && explains(code, cancelled, disconnected));
                yield ours ? Fate.ENDED_BY_US : Fate.failed(code);
            }
        };
    }

    private static boolean explains(int code, boolean cancel, boolean disconnect) {
        return switch (code) {
            case Win32Error.ERROR_OPERATION_ABORTED -> cancel || disconnect;
            case Win32Error.ERROR_PIPE_NOT_CONNECTED, Win32Error.ERROR_BROKEN_PIPE -> disconnect;
            default -> false;
        };
    }

    /** Says that the write is about to be cancelled; one that is over has ended for a reason of its own. */
    void expectCancel() {
        cancelled |= !isOver();
    }

    /** Says that the connection is about to be ended. */
    void expectDisconnect() {
        disconnected |= !isOver();
    }

    CallResult cancelEx() {
        return win32.cancelIoEx(pipe, overlapped());
    }

    /** Gives the memory back, or leaves it to its completion if the kernel has it; tells whether it had to. */
    boolean releaseOrHandOver(AutoCloseable closeEvent) {
        Operation used = memory;
        memory = null;
        if (used == null) {
            return false;
        }
        if (kernels && !used.overlapped().hasIoCompleted()) {
            used.releaseOnCompletion(closeEvent);
            return true;
        }
        used.release();
        return false;
    }

    private void release() {
        Operation used = memory;
        memory = null;
        if (used != null) {
            used.release();
        }
    }
}
