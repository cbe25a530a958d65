package pipefault.specimen;

import java.util.List;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.specimen.Specimens.Specimen;

/** Specimens that go wrong about how a write has ended. */
final class CompletionSpecimens {

    private CompletionSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen(TakesIncompleteForFailure.class, TakesIncompleteForFailure::new),
                new Specimen(IgnoresStraySignal.class, IgnoresStraySignal::new),
                new Specimen(SpinsOnStraySignal.class, SpinsOnStraySignal::new),
                new Specimen(RetriesAborted.class, RetriesAborted::new),
                new Specimen(TakesAbortForOwnStop.class, TakesAbortForOwnStop::new),
                new Specimen(CreditsAsked.class, CreditsAsked::new),
                new Specimen(ReportsZero.class, ReportsZero::new),
                new Specimen(ReportsLaterCode.class, ReportsLaterCode::new),
                new Specimen(DropsEarnedOnFailure.class, DropsEarnedOnFailure::new),
                new Specimen(TellsOwnCancel.class, TellsOwnCancel::new),
                new Specimen(ProbesAfterFailure.class, ProbesAfterFailure::new),
                new Specimen(SwallowsErrorWhileStopping.class, SwallowsErrorWhileStopping::new));
    }

    @Defective(
            value = "Takes 996 for the end of a write that is still pending.",
            origin = "the defect report, claim 4, the code that means not yet",
            run = "D4b-incomplete/stray-signal",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class TakesIncompleteForFailure extends Skeleton {
        TakesIncompleteForFailure(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isUndecided(CallResult answer) {
            return false;
        }

        @Override
        boolean isOver(Transfer transfer, CallResult answer) {
            return true;
        }
    }

    @Defective(
            value = "Does not arm the wait again after a signal that was not the kernel.",
            origin = "the defect report, claim 4, a signal from elsewhere",
            run = "D4b-incomplete/goes-on",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class IgnoresStraySignal extends Skeleton {
        IgnoresStraySignal(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void lookAgain(boolean strayed) {
            // The next signal will come, one hopes.
        }
    }

    @Defective(
            value = "Arms the wait again for an event that it leaves set, and looks without end.",
            origin = "the reader beside the reviewed writer: a loop at full load",
            run = "zoo/waits-in-vain",
            plan = "Event#1 -> signal",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class SpinsOnStraySignal extends Skeleton {
        SpinsOnStraySignal(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void lookAgain(boolean strayed) {
            arm();
        }
    }

    @Defective(
            value = "Takes 995 for a passing trouble, and sends the block again.",
            origin = "UiPath/coreipc#97",
            run = "zoo/two-blocks",
            plan = "GetOverlappedResult@pool#1 -> fail(ERROR_OPERATION_ABORTED)",
            verdict = Verdict.CORRUPTED,
            oracle = "wire bytes")
    static final class RetriesAborted extends Skeleton {
        RetriesAborted(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean surfaces(int code, boolean afterOwnCancel) {
            return code != Win32Error.ERROR_OPERATION_ABORTED;
        }
    }

    @Defective(
            value = "Takes 995 for the end that it has asked for itself, and gives up without a word.",
            origin = "a known class: a foreign abort taken for an own stop",
            run = "zoo/two-blocks",
            plan = "GetOverlappedResult@pool#1 -> fail(ERROR_OPERATION_ABORTED)",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class TakesAbortForOwnStop extends Skeleton {
        TakesAbortForOwnStop(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean surfaces(int code, boolean afterOwnCancel) {
            if (code == Win32Error.ERROR_OPERATION_ABORTED) {
                book.queue.clear();
                return false;
            }
            return true;
        }
    }

    @Defective(
            value = "Credits what it has asked to write, and not what was written.",
            origin = "a known class: a short write taken for a whole one",
            run = "zoo/waits-in-vain",
            plan = "",
            verdict = Verdict.MISREPORTED,
            oracle = "accounting")
    static final class CreditsAsked extends NonBlocking {
        CreditsAsked(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        long bytesOf(CallResult answer, int asked) {
            return asked;
        }
    }

    @Defective(
            value = "Tells of a failure with the code 0, because the last error was read too late.",
            origin = "java-native-access/jna#604",
            run = "D4a-lost-error/broken-pipe",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class ReportsZero extends Skeleton {
        ReportsZero(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        int codeOf(CallResult answer) {
            return Win32Error.ERROR_SUCCESS;
        }
    }

    @Defective(
            value = "Makes another call before it reads the code, and tells of the code of that one.",
            origin = "a known class: a last error that is overwritten",
            run = "D4a-lost-error/broken-pipe",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class ReportsLaterCode extends Skeleton {
        ReportsLaterCode(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        int codeOf(CallResult answer) {
            return win32.cancelIoEx(pipe, null).lastError();
        }
    }

    @Defective(
            value = "Forgets bytes that were written, but not yet reported, when the next write fails.",
            origin = "the defect report, claim 4, bytes lost with the error",
            run = "zoo/two-blocks",
            plan = "WriteFile#2 -> fail(ERROR_NO_DATA)",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class DropsEarnedOnFailure extends Skeleton {
        DropsEarnedOnFailure(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        int codeOf(CallResult answer) {
            book.unreported = 0;
            return super.codeOf(answer);
        }
    }

    @Defective(
            value = "Tells of 995 as a failure, although it has cancelled the write itself.",
            origin = "learn.microsoft.com, CancelIoEx: a cancelled operation ends with 995",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class TellsOwnCancel extends Skeleton {
        TellsOwnCancel(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean surfaces(int code, boolean afterOwnCancel) {
            return true;
        }
    }

    @Defective(
            value = "Writes once more after a failure, to see whether the pipe is really broken.",
            origin = "the defect report, claim 4: the error is looked at later",
            run = "D4a-lost-error/broken-pipe",
            verdict = Verdict.MISREPORTED,
            oracle = "error order")
    static final class ProbesAfterFailure extends Skeleton {
        ProbesAfterFailure(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        int codeOf(CallResult answer) {
            Operation probe = platform.operation(1);
            CallResult unused = win32.writeFile(pipe, probe.data(), 0, 0, probe.overlapped());
            probe.release();
            return super.codeOf(answer);
        }
    }

    @Defective(
            value = "Takes every error for a part of its own stop once that has begun.",
            origin = "a known class: an error swallowed because of a stop",
            run = "plain/quiet-listener",
            plan = "GetOverlappedResult@owner#1 -> fail(ERROR_BROKEN_PIPE)",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class SwallowsErrorWhileStopping extends Skeleton {
        SwallowsErrorWhileStopping(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean surfaces(int code, boolean afterOwnCancel) {
            return phase == Phase.OPEN;
        }
    }
}
