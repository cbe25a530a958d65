package pipefault.writer;

import java.time.Duration;
import pipefault.platform.CallResult;
import pipefault.platform.Clock;
import pipefault.platform.Mutex;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.writer.Visits.Leave;

/**
 * Ends a writer: the thread that flipped the state cancels, waits for the completion, and only then takes anything down.
 *
 * <p>Everything happens without the mutex, and all waits together take two completion bounds at the most: a quarter of one
 * for a thread that starts a write, a half for each of two cancels, a quarter for each harsher measure, and what is left
 * for the others. Whether the operation is over is decided by its status block; what CancelIoEx answered is told to the
 * owner and otherwise ignored (facts CX01, CX15, LT06).
 */
final class Shutdown {

    /**
     * How to stop.
     *
     * @param mutex the writer's mutex; not held here
     * @param bound how long a cancelled operation may take
     */
    record Rules(WriterSteps steps, Mutex mutex, Clock clock, Duration bound) {

        /** Returns the end of so many quarters of the bound, from now on. */
        Deadline quarters(int number) {
            return Deadline.after(clock, bound.multipliedBy(number).dividedBy(4));
        }
    }

    private final StopState stops;
    private final TransferState transfers;
    private final Complaints complaints;
    private final KernelObjects objects;
    private final PipeEnd pipe;
    private final Visits visits;
    private final Rules rules;

    Shutdown(
            StopState stops,
            TransferState transfers,
            Complaints complaints,
            KernelObjects objects,
            PipeEnd pipe,
            Visits visits,
            Rules rules) {
        this.stops = stops;
        this.transfers = transfers;
        this.complaints = complaints;
        this.objects = objects;
        this.pipe = pipe;
        this.visits = visits;
        this.rules = rules;
    }

    /**
     * Stops the writer, or waits until another thread has done so.
     *
     * @param lastWords calls the listener for the last time
     */
    void stop(Runnable lastWords) {
        switch (stops.begin()) {
            case MINE -> {
                try {
                    takeApart();
                } finally {
                    endWith(lastWords);
                }
            }
            case OTHERS -> awaitOtherStop();
            case NOBODY -> {
                // Done already, or called from inside the last words.
            }
        }
    }

    private void endWith(Runnable lastWords) {
        stops.addLastWords();
        try {
            lastWords.run();
        } finally {
            if (stops.end()) {
                objects.closeStopped(complaints);
            }
        }
    }

    private void awaitOtherStop() {
        try {
            objects.awaitStopped(stops::isStopped, rules.quarters(12), complaints);
        } finally {
            if (stops.endLate()) {
                objects.closeStopped(complaints);
            }
        }
    }

    private void takeApart() {
        Deadline deadline = rules.quarters(8);
        // Who is inside WriteFile cannot be cancelled yet.
        objects.await(stops::isNobodyIssuing, rules.quarters(1), complaints);
        Transfer transfer = transfers.borrowToStop();
        if (transfer != null) {
            try {
                end(transfer);
            } finally {
                visits.leave(transfer, transfers.giveBack(transfer));
            }
        }
        objects.disarm();
        awaitOthers(deadline);
        if (stops.beginClosing()) {
            visits.takeDown();
        }
    }

    /**
     * Waits until the others are out.
     *
     * <p>WaitForThreadpoolWaitCallbacks has no bound. So it is called only when no callback is inside foreign code, or
     * inside WriteFile for an owner whose loop refuses tasks; from now on none gets there. All others end by themselves:
     * they ask without waiting, set events and take the mutex.
     */
    private void awaitOthers(Deadline deadline) {
        if (objects.await(stops::isNoCallbackOutside, deadline, complaints)) {
            rules.steps().awaitCallbacks(rules.mutex(), objects::awaitCallbacks);
        }
        objects.await(stops::isAlone, deadline, complaints);
    }

    private void end(Transfer transfer) {
        cancel(transfer);
        boolean over =
                rules.steps().isOverAfterCancel(() -> awaitEnd(transfer, rules.quarters(2)) || cancelAgain(transfer));
        if (over || endConnection(transfer)) {
            transfers.settleLast(transfer);
        } else {
            transfers.abandon(transfer);
        }
    }

    /** A cancel that failed, or had no effect, may do better the second time. */
    private boolean cancelAgain(Transfer transfer) {
        cancel(transfer);
        return awaitEnd(transfer, rules.quarters(2));
    }

    /** Ends an operation that started when stopping no longer waited for it, on the thread that started it. */
    Leave endLate(Transfer transfer) {
        cancel(transfer);
        return transfers.endLate(transfer, transfer.ask());
    }

    /** Waits for the end and accounts it; an error that is answered before the end is told, and the wait goes on. */
    private boolean awaitEnd(Transfer transfer, Deadline deadline) {
        return transfer.awaitEnd(deadline, outcome -> transfers.settle(transfer, outcome));
    }

    private void cancel(Transfer transfer) {
        CallResult cancelled = transfer.cancel();
        // 1168 is no news about an operation that is over, and an untruth about one that is not (facts CX02, CX15).
        if (cancelled.lastError() != Win32Error.ERROR_NOT_FOUND || !transfer.isOver()) {
            complaints.check(Win32Function.CANCEL_IO_EX, cancelled);
        }
    }

    /**
     * Takes the harsher measures against an operation that does not heed the cancel.
     *
     * <p>Disconnecting throws away what the peer has not read; that is refused once bytes were reported that may be among
     * it. Closing the handle ends the operation on some systems and leaves it to the peer on others (fact CL03).
     */
    private boolean endConnection(Transfer transfer) {
        if (pipe.canDisconnect() && !stops.isAnythingWritten()) {
            transfer.expectEndOfConnection();
            pipe.disconnect(complaints);
            if (awaitEnd(transfer, rules.quarters(1))) {
                return true;
            }
        }
        if (pipe.isOwned()) {
            transfer.expectEndOfConnection();
            pipe.close(complaints);
            return awaitEnd(transfer, rules.quarters(1));
        }
        return transfer.isOver();
    }
}
