package pipefault.specimen;

import java.time.Duration;
import java.util.List;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.specimen.Specimens.Specimen;

/** Specimens that tell their owner the wrong thing, at the wrong time, or on the wrong thread. */
final class ReportSpecimens {

    private ReportSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen(TrustsFirstPost.class, TrustsFirstPost::new),
                new Specimen(TrustsTakenPost.class, TrustsTakenPost::new),
                new Specimen(ReportsFromPool.class, ReportsFromPool::new),
                new Specimen(JoinsItself.class, JoinsItself::new),
                new Specimen(WaitsForItself.class, WaitsForItself::new),
                new Specimen(TellsClosedLate.class, TellsClosedLate::new),
                new Specimen(TellsClosedTwice.class, TellsClosedTwice::new),
                new Specimen(KeepsPostedTasks.class, KeepsPostedTasks::new),
                new Specimen(TellsZeroBytes.class, TellsZeroBytes::new),
                new Specimen(TellsFailureFirst.class, TellsFailureFirst::new),
                new Specimen(TellsFailureTwice.class, TellsFailureTwice::new),
                new Specimen(DiscardsComplete.class, DiscardsComplete::new));
    }

    @Defective(
            value = "Leaves the flag of an outstanding task set when the loop has refused the task.",
            origin = "a known class: a flag that stays set when a task is lost",
            run = "plain/quiet-listener",
            plan = "Post#1 -> reject",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static class TrustsFirstPost extends Skeleton {
        TrustsFirstPost(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        int recheckMillis() {
            return Win32Error.INFINITE;
        }
    }

    @Defective(
            value = "Posts again what the loop refuses, but not what the loop has taken and dropped.",
            origin = "a known class: a flag that stays set when a task is lost, a task removed by others",
            run = "zoo-again/left-alone",
            plan = "Post#1 -> drop",
            verdict = Verdict.STUCK,
            oracle = "recovery")
    static final class TrustsTakenPost extends TrustsFirstPost {
        TrustsTakenPost(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean post(Runnable task) {
            while (!platform.loop().post(this, task)) {
                Thread.onSpinWait();
            }
            return true;
        }
    }

    @Defective(
            value = "Tells the owner on the thread of the pool.",
            origin = "the defect report, claim 3: who tells whom",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static class ReportsFromPool extends Skeleton {
        ReportsFromPool(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void announce() {
            if (platform.loop().isCurrent()) {
                super.announce();
            } else {
                boolean unused = tell();
                locked(this::signal);
            }
        }
    }

    @Defective(
            value = "Waits for the callback that it is stopped from.",
            origin = "a known class: a stop from inside the listener; microsoft/wil#326",
            run = "zoo/closed-by-listener",
            plan = "",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class JoinsItself extends ReportsFromPool {
        JoinsItself(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void awaitCallbacks(ThreadpoolWait wait) {
            win32.waitForThreadpoolWaitCallbacks(wait, false);
        }
    }

    @Defective(
            value = "Waits, when it is stopped from its listener, until nobody is inside the listener.",
            origin = "a known class: a stop from inside the listener, on the owner thread",
            run = "zoo/closed-by-listener",
            plan = "",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class WaitsForItself extends Skeleton {
        WaitsForItself(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void awaitGuests() {
            boolean unused = await(guests::isEmpty, Duration.ofDays(1));
        }
    }

    @Defective(
            value = "Posts its last word, which comes after stop has returned.",
            origin = "the defect report, claim 3, fourth invariant",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class TellsClosedLate extends Skeleton {
        TellsClosedLate(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void tellClosed() {
            boolean unused = post(listener::closed);
        }
    }

    @Defective(
            value = "Says its last word twice.",
            origin = "the contract of a listener: closed comes at most once",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class TellsClosedTwice extends Skeleton {
        TellsClosedTwice(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void tellClosed() {
            super.tellClosed();
            super.tellClosed();
        }
    }

    @Defective(
            value = "Leaves its tasks in the loop when it stops.",
            origin = "the defect report, claim 3: a task for a writer that is gone",
            run = "zoo/stopped-by-another",
            plan = "",
            schedules = 2000,
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class KeepsPostedTasks extends Skeleton {
        KeepsPostedTasks(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void dropTasks() {
            // They look at the state themselves.
        }
    }

    @Defective(
            value = "Tells of 0 written bytes where a task finds nothing to tell.",
            origin = "the defect report, claim 3: a task that carries nothing",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class TellsZeroBytes extends Skeleton {
        TellsZeroBytes(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean tell() {
            boolean written = super.tell();
            if (!written && phase == Phase.OPEN) {
                listener.written(0);
            }
            return written;
        }
    }

    @Defective(
            value = "Tells of the failure before the bytes that were written before it.",
            origin = "the defect report, claim 4, order of the reports",
            run = "zoo/two-blocks",
            plan = "WriteFile#2 -> fail(ERROR_NO_DATA)",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class TellsFailureFirst extends Skeleton {
        TellsFailureFirst(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean tell() {
            boolean first = isTrue(() -> book.failed && !book.failureTold);
            if (first) {
                locked(() -> book.failureTold = true);
                listener.failed(book.failure);
            }
            return super.tell();
        }
    }

    @Defective(
            value = "Tells of a failure when it happens, and again when it stops.",
            origin = "the defect report, claim 4: told once",
            run = "D4a-lost-error/broken-pipe",
            verdict = Verdict.MISREPORTED,
            oracle = "error timeliness")
    static final class TellsFailureTwice extends Skeleton {
        TellsFailureTwice(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void tellClosed() {
            if (book.failureTold) {
                listener.failed(book.failure);
            }
            super.tellClosed();
        }
    }

    @Defective(
            value = "Forgets a write that was complete, but not yet reported, when it stops.",
            origin = "a known class: a complete write that a stop counts as unsent",
            run = "D1-deadlock/waited-for",
            script = "zoo/stopped-with-more",
            verdict = Verdict.MISREPORTED,
            oracle = "accounting")
    static final class DiscardsComplete extends Skeleton {
        DiscardsComplete(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean needsCancel(Operation operation) {
            return !operation.overlapped().hasIoCompleted();
        }

        @Override
        void account(CallResult answer, Transfer transfer) {
            if (phase == Phase.OPEN) {
                super.account(answer, transfer);
            }
        }
    }
}
