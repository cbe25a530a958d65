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
 * <p>The one place where Windows codes are translated. Several threads may look at it at once. Whether it is over is
 * decided by {@code Internal} alone, whatever a call has answered; who is the last to leave it is counted by
 * {@link TransferState}.
 */
final class Transfer {

    /** What the writer itself has done to end an operation. */
    private enum Measure {
        NONE,
        CANCEL,
        END_OF_CONNECTION;

        /** Tells whether an error only confirms it. */
        boolean explains(int code) {
            return switch (code) {
                case Win32Error.ERROR_OPERATION_ABORTED -> this != NONE;
                case Win32Error.ERROR_PIPE_NOT_CONNECTED, Win32Error.ERROR_BROKEN_PIPE -> this == END_OF_CONNECTION;
                default -> false;
            };
        }
    }

    private final Win32Api win32;
    private final Handle pipe;
    private final KernelObjects objects;
    private final Operation memory;
    private final Overlapped overlapped;
    private final int length;
    private final WriterSteps steps;
    private final Complaints complaints;
    private volatile Measure measure = Measure.NONE;

    /** How many threads use the memory; counted under the mutex by {@link TransferState}. */
    int users;

    /** Whether its bytes are accounted; set under the mutex by {@link TransferState}. */
    boolean credited;

    /** Whether the kernel keeps it longer than the writer waits; set under the mutex by {@link TransferState}. */
    volatile boolean abandoned;

    Transfer(
            Platform platform,
            Handle pipe,
            KernelObjects objects,
            Block block,
            WriterSteps steps,
            Complaints complaints) {
        this.win32 = platform.win32();
        this.pipe = pipe;
        this.objects = objects;
        this.steps = steps;
        this.complaints = complaints;
        length = block.length();
        memory = platform.operation(length);
        overlapped = memory.overlapped();
        block.copyTo(memory.data());
        overlapped.setEvent(objects.completion());
    }

    Outcome start() {
        CallResult started = win32.writeFile(pipe, memory.data(), 0, length, overlapped);
        if (started.ok()) {
            return written(started);
        }
        return started.isPending() ? Outcome.pending() : Outcome.failed(Win32Function.WRITE_FILE, started.lastError());
    }

    /**
     * Asks how it ended; does not wait.
     *
     * <p>Two denials of what {@code Internal} says are enough: then the status block itself is taken.
     */
    Outcome ask() {
        Outcome outcome = askOnce();
        if (outcome.isPending() && isOver()) {
            // It may have ended between the answer and the look.
            outcome = askOnce();
        }
        return outcome.isPending() && isOver() ? statusBlock() : outcome;
    }

    private Outcome askOnce() {
        Measure before = measure;
        CallResult answer = win32.getOverlappedResult(pipe, overlapped, false);
        if (answer.ok()) {
            return isOver() ? written(answer) : Outcome.pending();
        }
        return notWritten(Win32Function.GET_OVERLAPPED_RESULT, answer.lastError(), before);
    }

    /** Returns what the memory says of an operation that is over. */
    Outcome statusBlock() {
        int code = NtStatus.toWin32Error(overlapped.internal());
        return code == Win32Error.ERROR_SUCCESS
                ? Outcome.written((int) Math.min(length, overlapped.internalHigh()))
                : notWritten(Win32Function.GET_OVERLAPPED_RESULT, code, measure);
    }

    private Outcome written(CallResult result) {
        long count = result.count() == CallResult.UNCHANGED ? overlapped.internalHigh() : result.count();
        return Outcome.written((int) Math.max(0, Math.min(count, length)));
    }

    /**
     * Translates an error.
     *
     * @param before what the writer had done when it asked; what it has done since explains the end, but no earlier answer
     */
    private Outcome notWritten(Win32Function function, int code, Measure before) {
        return switch (code) {
            case Win32Error.ERROR_IO_INCOMPLETE, Win32Error.WAIT_TIMEOUT, Win32Error.WAIT_IO_COMPLETION ->
                Outcome.pending();
            default ->
                before.explains(code) || (isOver() && measure.explains(code))
                        ? Outcome.cancelled()
                        : Outcome.failed(function, code);
        };
    }

    /**
     * Waits until it has ended or the deadline has passed.
     *
     * @return what is known; null if the wait was given up
     */
    @Nullable
    Outcome await(Deadline deadline) {
        Measure before = measure;
        CallResult answer = win32.getOverlappedResultEx(pipe, overlapped, deadline.remainingMillis(), false);
        if (!answer.ok()) {
            Outcome outcome = notWritten(Win32Function.GET_OVERLAPPED_RESULT_EX, answer.lastError(), before);
            if (!outcome.isPending()) {
                return outcome;
            }
        } else if (isOver()) {
            // Not the count of the answer: with a stray signal it is from before the end (facts GR06, GR16).
            return statusBlock();
        }
        return switch (steps.afterTimeOut(overlapped, deadline.hasPassed())) {
            case OVER -> ask();
            case GIVE_UP -> null;
            case WAIT_ON -> watch(deadline) ? ask() : null;
        };
    }

    /**
     * Waits until {@code Internal} is final or the deadline has passed, whatever the calls answer.
     *
     * @param outcomes takes what is answered; an error may come before the end
     */
    boolean awaitEnd(Deadline deadline, Consumer<Outcome> outcomes) {
        Outcome outcome = await(deadline);
        if (outcome == null) {
            return isOver();
        }
        outcomes.accept(outcome);
        return watch(deadline);
    }

    /** Looks at the memory again and again, where neither the event nor GetOverlappedResultEx can be trusted. */
    private boolean watch(Deadline deadline) {
        objects.await(() -> isOver() || abandoned, deadline, complaints);
        return isOver();
    }

    /** Tells whether the kernel has let go of the memory. */
    boolean isOver() {
        return overlapped.hasIoCompleted();
    }

    /** Asks the kernel to end it; TRUE is no promise, and FALSE no proof of anything (facts CX01, CX15). */
    CallResult cancel() {
        take(Measure.CANCEL);
        return win32.cancelIoEx(pipe, overlapped);
    }

    /** Says that the writer is about to end the connection: that the operation notices is no error. */
    void expectEndOfConnection() {
        take(Measure.END_OF_CONNECTION);
    }

    /** Notes a measure; what is over already has ended for a reason of its own, and the owner has to hear of it. */
    private void take(Measure next) {
        if (!isOver()) {
            measure = next;
        }
    }

    void release() {
        memory.release();
    }

    /** Leaves the memory, and what the completion needs besides, to the late completion. */
    void handOver(AutoCloseable event) {
        memory.releaseOnCompletion(event);
    }
}
