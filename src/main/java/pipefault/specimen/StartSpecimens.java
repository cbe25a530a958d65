package pipefault.specimen;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.specimen.Specimens.Specimen;

/** Specimens that accept and start writes wrongly. */
final class StartSpecimens {

    private StartSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen(KeepsCallersArray.class, KeepsCallersArray::new),
                new Specimen(DropsSecondWrite.class, DropsSecondWrite::new),
                new Specimen(ReusesOverlapped.class, ReusesOverlapped::new),
                new Specimen(MistakesPendingCode.class, MistakesPendingCode::new),
                new Specimen(WritesWithoutOverlapped.class, WritesWithoutOverlapped::new),
                new Specimen(SwallowsFailedStart.class, SwallowsFailedStart::new),
                new Specimen(TakesZeroForSuccess.class, TakesZeroForSuccess::new),
                new Specimen(StarvesOnZero.class, StarvesOnZero::new),
                new Specimen(CreditsOnStart.class, CreditsOnStart::new),
                new Specimen(QueuesWithoutLimit.class, QueuesWithoutLimit::new));
    }

    @Defective(
            value = "Keeps the array of its caller instead of a copy.",
            origin = "a known class: data that changes while a write is pending",
            run = "zoo/two-blocks",
            plan = "",
            verdict = Verdict.CORRUPTED,
            oracle = "wire bytes")
    static final class KeepsCallersArray extends Skeleton {
        KeepsCallersArray(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        byte[] keep(byte[] data) {
            return data;
        }
    }

    @Defective(
            value = "Accepts a write while another is pending, and drops it.",
            origin = "romixlab/qmsgpack#25",
            run = "zoo/two-blocks",
            plan = "",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class DropsSecondWrite extends Skeleton {
        DropsSecondWrite(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void enqueue(byte[] data) {
            if (inFlight == null) {
                super.enqueue(data);
            }
        }
    }

    @Defective(
            value =
                    "Takes the signal for the end of the write without asking, and starts the next one on the same OVERLAPPED.",
            origin = "a known class: OVERLAPPED used again while a write is pending",
            run = "zoo/two-blocks",
            plan = "Event#1 -> signal",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class ReusesOverlapped extends Skeleton {
        ReusesOverlapped(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        private @Nullable Operation only;

        @Override
        Operation operationFor(int length) {
            Operation operation = only == null ? platform.operation(BLOCK_BYTES) : only;
            only = operation;
            return operation;
        }

        @Override
        void settle(Transfer transfer, CallResult answer, boolean signalled) {
            super.settle(transfer, CallResult.success(transfer.length), signalled);
        }

        @Override
        boolean isOver(Transfer transfer, CallResult answer) {
            return true;
        }

        @Override
        void release(Operation operation) {
            // There is only this one.
        }

        @Override
        void closeWait(ThreadpoolWait wait) {
            super.closeWait(wait);
            if (only != null) {
                only.release();
            }
        }
    }

    @Defective(
            value = "Knows a wrong number for the code that says a write is pending, and takes it for a failure.",
            origin = "sbt/ipcsocket#20",
            run = "plain/quiet-listener",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class MistakesPendingCode extends Skeleton {
        MistakesPendingCode(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isPending(CallResult started) {
            return !started.ok() && started.lastError() == Win32Error.ERROR_IO_INCOMPLETE;
        }
    }

    @Defective(
            value = "Writes on an overlapped handle without an OVERLAPPED.",
            origin = "JetBrains/pty4j#26",
            run = "plain/quiet-listener",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class WritesWithoutOverlapped extends Skeleton {
        WritesWithoutOverlapped(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        CallResult start(Operation operation, int length) {
            return win32.writeFile(pipe, operation.data(), 0, length, null);
        }
    }

    @Defective(
            value = "Gives up what is queued when WriteFile fails at once, and tells nobody.",
            origin = "the defect report, claim 4, failure of the start",
            run = "zoo/waits-for-report",
            plan = "WriteFile#1 -> fail(ERROR_NO_DATA)",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class SwallowsFailedStart extends Skeleton {
        SwallowsFailedStart(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void account(CallResult answer, Transfer transfer) {
            if (answer.ok() || transfer == inFlight) {
                super.account(answer, transfer);
            } else {
                book.queue.clear();
            }
        }
    }

    @Defective(
            value = "Reads the last error too late, finds 0, and takes the failed write for done.",
            origin = "java-native-access/jna#610",
            run = "zoo/two-blocks",
            plan = "WriteFile#1 -> fail(ERROR_NOT_ENOUGH_QUOTA)",
            verdict = Verdict.CORRUPTED,
            oracle = "wire bytes")
    static final class TakesZeroForSuccess extends Skeleton {
        TakesZeroForSuccess(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void account(CallResult answer, Transfer transfer) {
            super.account(answer.ok() ? answer : CallResult.success(transfer.length), transfer);
        }
    }

    @Defective(
            value = "Writes again and again what WriteFile accepts without taking a byte.",
            origin = "a known class: success without a byte",
            run = "zoo/waits-in-vain",
            plan = "",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class StarvesOnZero extends NonBlocking {
        StarvesOnZero(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void account(CallResult answer, Transfer transfer) {
            if (!answer.ok() || bytesOf(answer, transfer.length) > 0) {
                super.account(answer, transfer);
            }
        }
    }

    @Defective(
            value = "Reports bytes as written as soon as their write is pending.",
            origin = "the defect report, claim 4, bytes credited too early",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "accounting")
    static final class CreditsOnStart extends Skeleton {
        CreditsOnStart(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        CallResult start(Operation operation, int length) {
            CallResult started = super.start(operation, length);
            if (started.isPending()) {
                locked(() -> book.credit(length));
            }
            return started;
        }

        @Override
        void account(CallResult answer, Transfer transfer) {
            if (!answer.ok() || transfer != inFlight) {
                super.account(answer, transfer);
            }
        }
    }

    @Defective(
            value = "Accepts data without a limit while nothing of it can be written.",
            origin = "a known class: a queue without a limit",
            unseen =
                    "a writer chooses its limit itself: no contract names one, and a run that writes without end would have none")
    static final class QueuesWithoutLimit extends Skeleton {
        QueuesWithoutLimit(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean admits(long pending) {
            return true;
        }
    }
}
