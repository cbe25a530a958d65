package pipefault.specimen;

import java.time.Duration;
import java.util.List;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.specimen.Specimens.Specimen;

/** Specimens that wait for a report wrongly. */
final class WaitSpecimens {

    private WaitSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen(ReturnsTrueUnreported.class, ReturnsTrueUnreported::new),
                new Specimen(GivesUpOnWake.class, GivesUpOnWake::new),
                new Specimen(RestartsBound.class, RestartsBound::new),
                new Specimen(LosesWakeUp.class, LosesWakeUp::new),
                new Specimen(WaitsOnFile.class, WaitsOnFile::new),
                new Specimen(ReadsUnguarded.class, ReadsUnguarded::new));
    }

    @Defective(
            value = "Says that bytes were written before it has reported them.",
            origin = "the contract of waitForWrite",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class ReturnsTrueUnreported extends Skeleton {
        ReturnsTrueUnreported(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean awaitReport(Duration bound) {
            return await(() -> book.unreported > 0, bound);
        }
    }

    @Defective(
            value = "Ends a wait at the first wake-up, whatever woke it.",
            origin = "a known class: a wait that a spurious wake-up ends, or extends",
            run = "zoo/waits-in-vain",
            plan = "Event#1 -> signal; Callback@pool#1 -> hold(before, in-callback, until WaitForSingleObject#1)",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class GivesUpOnWake extends Skeleton {
        GivesUpOnWake(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean awaitReport(Duration bound) {
            if (!isTrue(this::endsWait)) {
                CallResult unused = win32.waitForSingleObject(completion, (int) bound.toMillis());
            }
            return tell();
        }
    }

    @Defective(
            value = "Begins its bound again at each look.",
            origin = "a known class: a wait that a spurious wake-up ends, or extends, the rest of the time",
            run = "zoo/waits-in-vain",
            plan = "",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class RestartsBound extends Skeleton {
        RestartsBound(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean awaitReport(Duration bound) {
            while (!await(this::endsWait, bound)) {
                Thread.onSpinWait();
            }
            return tell();
        }
    }

    @Defective(
            value = "Resets the event after its look at the state, and then waits without a limit.",
            origin = "a known class: a wake-up lost between look and wait",
            run = "zoo/waits-for-report",
            plan = "ResetEvent@owner#1 -> hold(before, looked, until SetEvent#1.returned)",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class LosesWakeUp extends Skeleton {
        LosesWakeUp(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean awaitReport(Duration bound) {
            if (!isTrue(this::endsWait)) {
                CallResult unused = win32.resetEvent(changed);
                unused = win32.waitForSingleObject(changed, Win32Error.INFINITE);
            }
            return tell();
        }

        @Override
        int recheckMillis() {
            return Win32Error.INFINITE;
        }
    }

    @Defective(
            value = "Waits for the pipe handle instead of the event when it stops.",
            origin = "sbt/ipcsocket#27",
            run = "D1a-memory/cancel-lags",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class WaitsOnFile extends Skeleton {
        WaitsOnFile(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            CallResult waited = win32.waitForSingleObject(pipe, Win32Error.INFINITE);
            return waited.ok();
        }
    }

    @Defective(
            value = "Answers what is pending without the mutex.",
            origin = "JetBrains/pty4j#26, flags that are not volatile",
            unseen = "the threads of a simulated run take turns, and each sees what the one before it has written")
    static final class ReadsUnguarded extends Skeleton {
        ReadsUnguarded(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        public long bytesPending() {
            return book.pending();
        }
    }
}
