package pipefault.writer;

import java.time.Duration;
import java.util.function.Supplier;
import pipefault.platform.CallResult;
import pipefault.platform.Clock;
import pipefault.platform.Mutex;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/**
 * Ends a writer: the thread that flipped the state cancels, waits for the completion, and only then takes anything down.
 *
 * <p>Everything happens without the mutex, and every wait has a bound. Whether the operation is over is decided by its
 * status block; what CancelIoEx answered is told to the owner and otherwise ignored (facts CX01, CX15, LT06).
 */
final class Shutdown {

    private final WriterState state;
    private final KernelObjects objects;
    private final PipeEnd pipe;
    private final Visits visits;
    private final WriterSteps steps;
    private final Mutex mutex;
    private final Supplier<Deadline> whole;
    private final Supplier<Deadline> half;
    private final Supplier<Deadline> quarter;

    Shutdown(
            WriterState state,
            KernelObjects objects,
            PipeEnd pipe,
            Visits visits,
            WriterSteps steps,
            Mutex mutex,
            Clock clock,
            Duration bound) {
        this.state = state;
        this.objects = objects;
        this.pipe = pipe;
        this.visits = visits;
        this.steps = steps;
        this.mutex = mutex;
        whole = () -> Deadline.after(clock, bound);
        half = () -> Deadline.after(clock, bound.dividedBy(2));
        quarter = () -> Deadline.after(clock, bound.dividedBy(4));
    }

    /** Runs after the state says "stopping"; the caller is the only thread in here. */
    void run(boolean closePipe) {
        Deadline deadline = whole.get();
        // Who is inside WriteFile cannot be cancelled yet.
        objects.awaitExit(state::isNobodyIssuing, deadline, state);
        Transfer transfer = state.borrow();
        if (transfer != null) {
            try {
                end(transfer, deadline);
            } finally {
                visits.leave(transfer, state.giveBack(transfer));
            }
        }
        state.disarm();
        steps.awaitCallbacks(mutex, objects::awaitCallbacks);
        objects.awaitExit(state::isStopperAlone, quarter.get(), state);
        if (closePipe) {
            pipe.requestClose();
        }
        visits.closeDoors();
    }

    private void end(Transfer transfer, Deadline deadline) {
        cancel(transfer);
        boolean over = steps.isOverAfterCancel(() -> awaitEnd(transfer, half.get()) || cancelAgain(transfer, deadline));
        if (over || endConnection(transfer)) {
            state.settleLast(transfer, transfer.result());
        } else {
            state.abandon(transfer);
        }
    }

    /** A cancel that failed, or had no effect, may do better the second time. */
    private boolean cancelAgain(Transfer transfer, Deadline deadline) {
        cancel(transfer);
        return awaitEnd(transfer, deadline);
    }

    /** An error that is answered while the kernel goes on is told to the owner; the wait goes on all the same. */
    private boolean awaitEnd(Transfer transfer, Deadline deadline) {
        return transfer.awaitEnd(deadline, outcome -> state.settle(transfer, outcome));
    }

    private void cancel(Transfer transfer) {
        CallResult cancelled = transfer.cancel();
        // 1168 is no news about an operation that is over, and an untruth about one that is not (facts CX02, CX15).
        if (cancelled.lastError() != Win32Error.ERROR_NOT_FOUND || !transfer.isOver()) {
            state.check(Win32Function.CANCEL_IO_EX, cancelled);
        }
    }

    /**
     * Takes the harsher measures against an operation that does not heed the cancel.
     *
     * <p>Disconnecting throws away what the peer has not read; that is refused once bytes were reported that may be among
     * it. Closing the handle ends the operation on some systems and leaves it to the peer on others (fact CL03).
     */
    private boolean endConnection(Transfer transfer) {
        if (pipe.canDisconnect() && !state.isAnythingWritten()) {
            state.tearDown();
            pipe.disconnect(state);
            if (awaitEnd(transfer, quarter.get())) {
                return true;
            }
        }
        if (pipe.isOwned()) {
            state.tearDown();
            pipe.close(state);
            return awaitEnd(transfer, quarter.get());
        }
        return transfer.isOver();
    }
}
