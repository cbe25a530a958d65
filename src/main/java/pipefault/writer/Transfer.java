package pipefault.writer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.NtStatus;
import pipefault.platform.Operation;
import pipefault.platform.Overlapped;
import pipefault.platform.Platform;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.writer.WriteQueue.Block;

/**
 * One write in the hands of the kernel: an OVERLAPPED and a copy of the data, never used for another write.
 *
 * <p>Several threads may look at it at once. Whether it is over is decided by {@code Internal} alone, whatever a call has
 * answered; who is the last to leave it is counted by {@link TransferState}.
 */
final class Transfer {

    /** How long a wait may sleep before it looks again, where a signal cannot be trusted. */
    private static final int RECHECK_MILLIS = 50;

    /** So many answers that end a wait without reason are enough to stop asking. */
    private static final int MAX_ROUNDS = 100;

    private final Win32Api win32;
    private final Handle pipe;
    private final Operation memory;
    private final int length;
    private final WriterSteps steps;
    private final Complaints complaints;

    /** How many threads use the memory; counted under the lock of {@link TransferState}. */
    int users;

    /** Whether the kernel keeps it longer than the writer waits; set under the lock of {@link TransferState}. */
    volatile boolean abandoned;

    Transfer(Platform platform, Handle pipe, Handle event, Block block, WriterSteps steps, Complaints complaints) {
        this.win32 = platform.win32();
        this.pipe = pipe;
        this.length = block.length();
        this.steps = steps;
        this.complaints = complaints;
        this.memory = platform.operation(length);
        block.copyTo(memory.data());
        memory.overlapped().setEvent(event);
    }

    Outcome start() {
        CallResult started = win32.writeFile(pipe, memory.data(), 0, length, memory.overlapped());
        return Outcome.ofStart(started, memory.overlapped(), length);
    }

    /** Asks how it ended; does not wait. */
    Outcome ask() {
        Outcome outcome = askOnce();
        // 996 and an Internal that is final: it ended in between. Any other contradiction is left to the caller.
        return outcome.isPending() && isOver() ? askOnce() : outcome;
    }

    private Outcome askOnce() {
        CallResult answer = win32.getOverlappedResult(pipe, memory.overlapped(), false);
        return Outcome.ofQuestion(Win32Function.GET_OVERLAPPED_RESULT, answer, memory.overlapped(), length);
    }

    /**
     * Waits until it has ended or the deadline has passed.
     *
     * @return what is known; null if the wait was given up
     */
    @Nullable
    Outcome await(Deadline deadline) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            CallResult answer =
                    win32.getOverlappedResultEx(pipe, memory.overlapped(), deadline.remainingMillis(), false);
            Outcome outcome =
                    Outcome.ofQuestion(Win32Function.GET_OVERLAPPED_RESULT_EX, answer, memory.overlapped(), length);
            if (!outcome.isPending()) {
                return outcome;
            }
            if (abandoned) {
                return null;
            }
            if (answer.ok()) {
                sleepUntilSignalled(deadline);
                continue;
            }
            switch (steps.afterTimeOut(memory.overlapped(), deadline.hasPassed())) {
                case OVER -> {
                    return ask();
                }
                case GIVE_UP -> {
                    return null;
                }
                case WAIT_ON -> sleep(deadline);
            }
        }
        return Outcome.pending();
    }

    /**
     * Waits until {@code Internal} is final or the deadline has passed, whatever the calls answer.
     *
     * @param contradictions takes errors that were answered while the kernel goes on
     */
    boolean awaitEnd(Deadline deadline, Consumer<Outcome> contradictions) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Outcome outcome = await(deadline);
            if (outcome == null) {
                return false;
            }
            if (isOver()) {
                return true;
            }
            contradictions.accept(outcome);
            if (deadline.hasPassed()) {
                return false;
            }
            sleepUntilSignalled(deadline);
        }
        return isOver();
    }

    /** Takes the signal away, since it was not the kernel's, and waits for a better one, but not for long. */
    private void sleepUntilSignalled(Deadline deadline) {
        complaints.check(
                Win32Function.RESET_EVENT, win32.resetEvent(memory.overlapped().event()));
        if (!isOver()) {
            sleep(deadline);
        }
    }

    /** Lets a while pass without trusting GetOverlappedResultEx with it. */
    private void sleep(Deadline deadline) {
        CallResult woken =
                win32.waitForSingleObject(memory.overlapped().event(), deadline.remainingMillis(RECHECK_MILLIS));
        complaints.check(Win32Function.WAIT_FOR_SINGLE_OBJECT, woken);
    }

    /** Returns the result of a transfer that is over; where the calls deny that, by the status block itself. */
    Outcome result() {
        Outcome outcome = ask();
        Overlapped overlapped = memory.overlapped();
        if (!outcome.isPending() || !isOver()) {
            return outcome;
        }
        int code = NtStatus.toWin32Error(overlapped.internal());
        return code == Win32Error.ERROR_SUCCESS
                ? Outcome.written(overlapped.internalHigh(), length)
                : Outcome.failed(Win32Function.GET_OVERLAPPED_RESULT, code);
    }

    /** Tells whether the kernel has let go of the memory. */
    boolean isOver() {
        return memory.overlapped().hasIoCompleted();
    }

    /** Asks the kernel to end it; TRUE is no promise, and FALSE no proof of anything (facts CX01, CX15). */
    CallResult cancel() {
        return win32.cancelIoEx(pipe, memory.overlapped());
    }

    void release() {
        memory.release();
    }

    /** Leaves the memory, and what the completion needs besides, to the late completion. */
    void handOver(AutoCloseable event) {
        memory.releaseOnCompletion(event);
    }
}
