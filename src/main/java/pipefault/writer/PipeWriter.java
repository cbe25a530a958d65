package pipefault.writer;

import java.time.Duration;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;
import pipefault.writer.Reports.Report;
import pipefault.writer.Visits.Fate;
import pipefault.writer.Visits.Leave;
import pipefault.writer.WriteQueue.Block;

/**
 * Writes to a named pipe with overlapped I/O, and recovers from whatever Windows answers.
 *
 * <p>One operation is in flight at a time; the rest waits in order. Data is written on the owner thread, which runs the
 * platform's event loop; the thread pool only looks at completions and posts. The writer has no thread of its own. If the
 * loop refuses tasks for a second, the pool does not wait for it any longer and does them itself: it calls the listener and
 * starts writes.
 *
 * <p>Four rules make it recover:
 *
 * <ul>
 *   <li>Whether the kernel is done with the memory of a write is decided by {@code Internal} and by nothing that a call has
 *       answered (facts GR16, LT06). Until then the memory is neither released nor used again.
 *   <li>The mutex guards state only. Whoever has decided something under it lets it go before it calls Windows or the
 *       listener; only events and the wait are set under it.
 *   <li>A posted task carries nothing: it looks at the state when it runs. What it would report may be reported by
 *       {@link #waitForWrite} or {@link #stop} before, and then it finds nothing to do.
 *   <li>Stopping is: flip the state, unlock, cancel, wait for the completion, wait for the callbacks, close. Every wait has
 *       a bound, but for that for callbacks, which Windows does not bound: it is entered only when each callback ends by
 *       itself. What outlasts its bound is handed over to its completion with everything that it needs.
 * </ul>
 *
 * <p>{@link #write} and {@link #waitForWrite} belong to the owner thread, which must outlive the writer: Windows cancels
 * what a thread has pending when it ends (fact LT01). For what a thread of the pool had to start nobody can promise that; if
 * its thread ends first, the listener hears of failure 995. The other methods may be called by any thread, and all of them
 * from inside the listener.
 */
public final class PipeWriter implements AutoCloseable {

    private final Platform platform;
    private final PipeWriterOptions options;
    private final PipeWriterListener listener;
    private final WriterSteps steps;
    private final PipeEnd pipe;
    private final KernelObjects objects;
    private final TransferState transfers;
    private final ReportState reports;
    private final StopState stops;
    private final Visits visits;
    private final Shutdown shutdown;

    /**
     * Opens a writer on a connected pipe.
     *
     * @param pipe an overlapped handle of a byte-type pipe in waiting mode
     * @throws PipeWriterException if Windows refuses an event or the thread-pool wait; whatever was created before is closed
     *     again, nothing was written, and another attempt may succeed
     */
    public PipeWriter(Platform platform, Handle pipe, PipeWriterOptions options, PipeWriterListener listener) {
        this(platform, pipe, options, listener, new WriterSteps());
    }

    /** Opens a writer with other steps than the right ones; see {@link WriterSteps}. */
    public PipeWriter(
            Platform platform, Handle pipe, PipeWriterOptions options, PipeWriterListener listener, WriterSteps steps) {
        this.platform = platform;
        this.options = options;
        this.listener = listener;
        this.steps = steps;
        this.pipe = new PipeEnd(platform.win32(), pipe, options);
        MutexLock lock = new MutexLock(platform.mutex("PipeWriter"));
        objects = new KernelObjects(platform, steps, this::onSignal);
        WriterState state = new WriterState(objects, steps);
        transfers = new TransferState(lock, state, objects);
        reports = new ReportState(lock, state, platform.clock());
        stops = new StopState(lock, state, objects);
        visits = new Visits(objects, this.pipe, reports);
        Shutdown.Rules rules = new Shutdown.Rules(steps, lock.mutex(), platform.clock(), options.completionBound());
        shutdown = new Shutdown(stops, transfers, reports, objects, this.pipe, visits, rules);
    }

    /**
     * Accepts data, and writes as much of it as the pipe takes at once. Never blocks.
     *
     * @param data copied before the call returns
     * @return false if more bytes than the limit would be pending; a block that is larger than the limit by itself is
     *     accepted when nothing is pending
     * @throws IllegalStateException if the writer has failed or was stopped
     */
    public boolean write(byte[] data) {
        if (!transfers.accept(data.clone(), options.limitBytes())) {
            return false;
        }
        startWhatIsDue();
        tellOwner();
        return true;
    }

    /** Returns the number of accepted bytes that are neither reported as written nor given up. */
    public long bytesPending() {
        return transfers.pendingBytes();
    }

    /**
     * Waits, on the owner thread, until accepted bytes are in the pipe, and reports them.
     *
     * <p>Does not depend on the thread pool, and returns early if there is nothing to wait for.
     *
     * @param bound by the platform's clock
     * @return whether bytes were reported
     */
    public boolean waitForWrite(Duration bound) {
        Deadline deadline = Deadline.after(platform.clock(), bound);
        while (true) {
            startWhatIsDue();
            if (report()) {
                return true;
            }
            Transfer transfer = transfers.borrowToWait();
            if (transfer == null) {
                return report();
            }
            boolean ended = false;
            try {
                Outcome outcome = transfer.await(deadline);
                ended = outcome != null && !transfers.settle(transfer, outcome);
            } finally {
                visits.leave(transfer, transfers.endWait(transfer));
            }
            if (!ended) {
                // The bound has passed; what the pool has seen in the last moment counts all the same.
                startWhatIsDue();
                return report();
            }
        }
    }

    /**
     * Ends writing: what is not in the pipe is given up, the operation in flight is cancelled, and the listener hears the
     * rest, {@code closed} last, before this returns.
     *
     * <p>Waits no longer than twice the completion bound in all. On top of that comes what the listener takes, and what
     * calls of Windows take that are not expected to wait but that no caller can bound: its own, such as CancelIoEx, and
     * those of callbacks that are running. Called while another thread is stopping, it waits for that one, but no longer
     * than three bounds. If a listener call is still running on another thread after all bounds have passed, that thread
     * says the last words.
     *
     * <p>If the cancel has no effect, the server end disconnects (unless bytes were reported that the peer may not have read)
     * and an owned handle is closed; what is pending even then is left to its completion, and may still reach the peer.
     *
     * @throws PipeWriterException if a handle could not be closed after the last word; all others were
     */
    public void stop() {
        shutdown.stop(this::sayLastWords);
        reports.throwUnheard();
    }

    /** Stops, as {@link #stop} does, and closes the pipe handle if the writer owns it. A second call has no effect. */
    @Override
    public void close() {
        pipe.requestClose();
        shutdown.stop(this::sayLastWords);
        // Stopping may have passed by that before; if it has left a guest behind, the guest will see to it.
        if (stops.isVacant()) {
            pipe.close(reports);
        }
        reports.throwUnheard();
    }

    private void sayLastWords() {
        platform.loop().removePosted(this);
        boolean unused = report();
    }

    /** Starts operations until one is pending or nothing is left; a thread at a time, the others leave it to that one. */
    private void startWhatIsDue() {
        for (Block next = transfers.takeTurn(); next != null; next = transfers.takeTurn()) {
            boolean started = false;
            try {
                Transfer transfer = new Transfer(platform, pipe.handle(), objects, next, steps, reports);
                Outcome outcome = transfer.start();
                started = true;
                Leave leave = transfers.endTurn(transfer, outcome);
                visits.leave(transfer, leave.fate() == Fate.CANCEL ? shutdown.endLate(transfer) : leave);
            } finally {
                if (!started) {
                    visits.leave(null, transfers.endTurn());
                }
            }
        }
    }

    /** Runs on a thread of the pool: the operation has ended, or it is time to look again. */
    private void onSignal(int waitResult) {
        Transfer transfer = transfers.borrow();
        if (transfer != null) {
            try {
                if (transfers.settle(transfer, transfer.ask())) {
                    transfers.lookAgain(transfer, waitResult == Win32Error.WAIT_OBJECT_0);
                }
            } finally {
                visits.leave(transfer, transfers.giveBack(transfer));
            }
        }
        tellOwner();
    }

    /** Posts a task if the owner has something to do; never under the mutex, since a loop is foreign code. */
    private void tellOwner() {
        if (!reports.takePost()) {
            return;
        }
        boolean taken = false;
        boolean hopeless;
        try {
            taken = platform.loop().post(this, this::onPost);
        } finally {
            hopeless = reports.endPost(taken);
        }
        if (hopeless) {
            doTask();
        }
    }

    private void onPost() {
        reports.beginTask();
        doTask();
    }

    private void doTask() {
        startWhatIsDue();
        boolean unused = report();
    }

    /** Calls the listener with everything that is due, even if it throws meanwhile; tells whether bytes were among it. */
    private boolean report() {
        boolean bytesReported = false;
        Throwable thrown = null;
        for (Report next = reports.firstReport(); next != null; next = reports.nextReport()) {
            try {
                bytesReported |= next.tell(listener);
            } catch (RuntimeException | Error e) {
                if (thrown == null) {
                    thrown = e;
                } else if (thrown != e) {
                    thrown.addSuppressed(e);
                }
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        return bytesReported;
    }
}
