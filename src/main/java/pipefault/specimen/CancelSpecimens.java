package pipefault.specimen;

import java.time.Duration;
import java.util.List;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.scenario.Listener;
import pipefault.specimen.Specimens.Specimen;

/** Specimens that cancel wrongly, or draw the wrong conclusion from it. */
final class CancelSpecimens {

    private CancelSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen(AsksAfterNotFound.class, AsksAfterNotFound::new),
                new Specimen(BelievesNotFound.class, BelievesNotFound::new),
                new Specimen(TakesSuccessForDone.class, TakesSuccessForDone::new),
                new Specimen(TakesFailureForDone.class, TakesFailureForDone::new),
                new Specimen(ReleasesAfterCancel.class, ReleasesAfterCancel::new),
                new Specimen(ThrowsOutOfStop.class, ThrowsOutOfStop::new),
                new Specimen(CancelsOwnThreadOnly.class, CancelsOwnThreadOnly::new),
                new Specimen(FreesAfterCancelIo.class, FreesAfterCancelIo::new),
                new Specimen(WaitsWithoutBound.class, WaitsWithoutBound::new),
                new Specimen(WaitsForCallback.class, WaitsForCallback::new),
                new Specimen(WipesBuffer.class, WipesBuffer::new),
                new Specimen(HidesCancelFailure.class, HidesCancelFailure::new),
                new Specimen(WarnsUnderLock.class, WarnsUnderLock::new),
                new Specimen(ClosesUnderLock.class, ClosesUnderLock::new),
                new Specimen(CancelsUnderLock.class, CancelsUnderLock::new));
    }

    @Defective(
            value = "Asks without a limit how the write ended after CancelIoEx has found nothing.",
            origin = "microsoft/wil#386; a known class: a wait for what was never started",
            run = "D1a-memory/cancel-lies",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static class AsksAfterNotFound extends Skeleton {
        AsksAfterNotFound(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            CallResult unused = win32.getOverlappedResult(pipe, transfer.operation.overlapped(), true);
            return true;
        }
    }

    @Defective(
            value = "Takes 1168 for the proof that nothing is pending.",
            origin = "a known class: 1168 believed",
            run = "D1a-memory/cancel-lies",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class BelievesNotFound extends Skeleton {
        BelievesNotFound(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            boolean nothing = !cancelled.ok() && cancelled.lastError() == Win32Error.ERROR_NOT_FOUND;
            return nothing || super.isOverAfter(cancelled, transfer);
        }
    }

    @Defective(
            value = "Takes the success of CancelIoEx for the end of the write.",
            origin = "learn.microsoft.com, CancelIoEx: success means requested",
            run = "D1a-memory/cancel-lags",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class TakesSuccessForDone extends Skeleton {
        TakesSuccessForDone(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            return cancelled.ok() || super.isOverAfter(cancelled, transfer);
        }
    }

    @Defective(
            value = "Skips the wait when CancelIoEx has failed with another code than 1168.",
            origin = "gyldlab/keld#132",
            run = "D1a-memory/cancel-fails",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class TakesFailureForDone extends Skeleton {
        TakesFailureForDone(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            return isTroubling(cancelled) || super.isOverAfter(cancelled, transfer);
        }
    }

    @Defective(
            value = "Gives the memory back right after the cancel, whatever that has answered.",
            origin = "microsoft/STL#1619; PLEXI#1732",
            run = "D1a-memory/cancel-lags",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class ReleasesAfterCancel extends Skeleton {
        ReleasesAfterCancel(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            return true;
        }
    }

    @Defective(
            value = "Throws out of the middle of its stop when the cancel fails.",
            origin = "gyldlab/keld#132, an early return; a known class: a leak where opening or stopping fails",
            run = "D1a-memory/cancel-fails",
            verdict = Verdict.LEAKED,
            oracle = "handles")
    static final class ThrowsOutOfStop extends Skeleton {
        ThrowsOutOfStop(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        CallResult cancel(Operation operation) {
            CallResult cancelled = super.cancel(operation);
            if (isTroubling(cancelled)) {
                throw new Refusal(Win32Function.CANCEL_IO_EX, cancelled);
            }
            return cancelled;
        }
    }

    @Defective(
            value = "Cancels with CancelIo, which leaves what another thread has started, and waits without a limit.",
            origin =
                    "microsoft/msquic#1843; libuv PR 3825; libusb/hidapi#650; a known class: a cancel from the wrong thread",
            run = "zoo/written-by-pool",
            plan = "",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class CancelsOwnThreadOnly extends AsksAfterNotFound {
        CancelsOwnThreadOnly(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        CallResult cancel(Operation operation) {
            return win32.cancelIo(pipe);
        }
    }

    @Defective(
            value = "Cancels with CancelIo, and gives the memory back.",
            origin = "nyholku/purejavacomm#21",
            run = "zoo/written-by-pool",
            plan = "",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class FreesAfterCancelIo extends Skeleton {
        FreesAfterCancelIo(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        CallResult cancel(Operation operation) {
            return win32.cancelIo(pipe);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            return cancelled.ok();
        }
    }

    @Defective(
            value = "Waits without a limit for the end of the write that it has cancelled.",
            origin = "microsoft/go-winio#281",
            run = "D1a-memory/cancel-fails",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class WaitsWithoutBound extends Skeleton {
        WaitsWithoutBound(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            CallResult waited = win32.waitForSingleObject(completion, Win32Error.INFINITE);
            return waited.ok();
        }
    }

    @Defective(
            value =
                    "Leaves the end of a cancelled write to its callback, which does not come when the cancel has failed.",
            origin = "nng#1598",
            run = "D1a-memory/cancel-fails",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class WaitsForCallback extends Skeleton {
        WaitsForCallback(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void disarm() {
            // The callback has yet to settle the write.
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            return await(() -> transfer.over, Duration.ofDays(1));
        }
    }

    @Defective(
            value = "Takes the data back as soon as the write is cancelled, and wipes it.",
            origin = "libuv PR 4966",
            run = "D1a-memory/cancel-lags",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class WipesBuffer extends Skeleton {
        WipesBuffer(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            transfer.operation.data().put(0, new byte[transfer.length], 0, transfer.length);
            return super.isOverAfter(cancelled, transfer);
        }
    }

    @Defective(
            value = "Keeps to itself that a cancel has failed.",
            origin = "nng#1598, the answer that nobody saw",
            run = "D1a-memory/cancel-fails",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class HidesCancelFailure extends Skeleton {
        HidesCancelFailure(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isTroubling(CallResult cancelled) {
            return false;
        }
    }

    @Defective(
            value = "Warns of a failed cancel while it holds its mutex.",
            origin = "the defect report, claim 1, the call-out",
            run = "D1b-callout/asks-back",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class WarnsUnderLock extends Skeleton {
        WarnsUnderLock(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isTroubling(CallResult cancelled) {
            if (super.isTroubling(cancelled)) {
                listener.warning("CancelIoEx failed", cancelled.lastError());
            }
            return false;
        }
    }

    @Defective(
            value = "Says its last word while it holds its mutex.",
            origin = "the defect report, claim 1, the call-out without an answer",
            run = "plain/quiet-listener",
            verdict = Verdict.RECOVERED,
            oracle = "lock discipline")
    static final class ClosesUnderLock extends Skeleton {
        ClosesUnderLock(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void tellClosed() {
            locked(super::tellClosed);
        }
    }

    @Defective(
            value = "Holds its mutex for as long as CancelIoEx takes.",
            origin = "the defect report, claim 1, the stall",
            run = "D1c-stall/held",
            script = "plain/quiet-listener",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class CancelsUnderLock extends Skeleton {
        CancelsUnderLock(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        CallResult cancel(Operation operation) {
            mutex.lock();
            try {
                return super.cancel(operation);
            } finally {
                mutex.unlock();
            }
        }
    }
}
