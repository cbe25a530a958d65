package pipefault.specimen;

import java.lang.ref.WeakReference;
import java.util.Deque;
import java.util.List;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.scenario.Listener;
import pipefault.specimen.Specimens.Specimen;

/** Specimens that open wrongly, or give back wrongly what they have opened. */
final class OpeningSpecimens {

    private OpeningSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen(IgnoresNullSecondEvent.class, IgnoresNullSecondEvent::new),
                new Specimen(LeaksOnFailedOpening.class, LeaksOnFailedOpening::new),
                new Specimen(UsesNullWait.class, UsesNullWait::new),
                new Specimen(ClosesTwice.class, ClosesTwice::new),
                new Specimen(ThrowsOnSecondClose.class, ThrowsOnSecondClose::new),
                new Specimen(DisarmsTooLate.class, DisarmsTooLate::new),
                new Specimen(ClosesPendingEvent.class, ClosesPendingEvent::new),
                new Specimen(LeaksWhatPends.class, LeaksWhatPends::new),
                new Specimen(HoldsItselfWeakly.class, HoldsItselfWeakly::new));
    }

    @Defective(
            value = "Uses the second event as CreateEvent answered it, NULL included.",
            origin = "the defect report, claim 2, second event",
            run = "D2b-sync-event/no-second-event",
            verdict = Verdict.MISREPORTED,
            oracle = "arguments")
    static final class IgnoresNullSecondEvent extends Skeleton {
        IgnoresNullSecondEvent(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        private int created;

        @Override
        Handle eventOf(CallResult event) {
            return ++created == 1 ? super.eventOf(event) : event.rawHandle();
        }
    }

    @Defective(
            value = "Leaves the first event open when the second one cannot be created.",
            origin = "a known class: a leak where opening or stopping fails",
            run = "plain/quiet-listener",
            plan = "CreateEvent#2 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
            verdict = Verdict.LEAKED,
            oracle = "handles")
    static final class LeaksOnFailedOpening extends Skeleton {
        LeaksOnFailedOpening(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void giveBack(Deque<Handle> taken, Refusal why) {
            // The exception is all that comes out.
        }
    }

    @Defective(
            value = "Goes on with NULL where CreateThreadpoolWait has failed.",
            origin = "a known class: a NULL wait object",
            run = "plain/quiet-listener",
            plan = "CreateThreadpoolWait#1 -> fail(ERROR_NOT_ENOUGH_MEMORY)",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class UsesNullWait extends Skeleton {
        UsesNullWait(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        /** What NULL is to the calls of the pool. */
        private record NullWait() implements ThreadpoolWait {}

        @Override
        ThreadpoolWait waitOf(CallResult created) {
            ThreadpoolWait wait = created.threadpoolWaitOrNull();
            return wait == null ? new NullWait() : wait;
        }
    }

    @Defective(
            value = "Closes its events again when it is closed again.",
            origin = "a known class: two stops, or two closes",
            run = "plain/quiet-listener",
            verdict = Verdict.LEAKED,
            oracle = "handles")
    static final class ClosesTwice extends Skeleton {
        ClosesTwice(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean claimTakeDown() {
            return true;
        }
    }

    @Defective(
            value = "Throws when it is closed for the second time.",
            origin = "the contract of a writer: a second close has no effect",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "exceptions")
    static final class ThrowsOnSecondClose extends Skeleton {
        ThrowsOnSecondClose(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        private boolean closed;

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
            super.close();
        }
    }

    @Defective(
            value = "Disarms the wait after it has closed it.",
            origin = "learn.microsoft.com, CloseThreadpoolWait: the object is gone",
            run = "plain/quiet-listener",
            verdict = Verdict.MISREPORTED,
            oracle = "arguments")
    static final class DisarmsTooLate extends Skeleton {
        DisarmsTooLate(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void closeWait(ThreadpoolWait wait) {
            super.closeWait(wait);
            disarm();
        }
    }

    @Defective(
            value = "Closes the event of a write that it has left to its completion.",
            origin = "a known class: a late completion that meets something closed",
            run = "D1a-memory/cancel-fails",
            verdict = Verdict.MEMORY_UNSAFE,
            oracle = "ownership")
    static final class ClosesPendingEvent extends Skeleton {
        ClosesPendingEvent(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void handOver(Operation operation, Handle event) {
            operation.releaseOnCompletion();
            CallResult unused = win32.closeHandle(event);
        }
    }

    @Defective(
            value = "Forgets the memory of a write that it could not end.",
            origin = "tokio-rs/mio#1944",
            run = "D1a-memory/cancel-fails",
            verdict = Verdict.LEAKED,
            oracle = "handles")
    static final class LeaksWhatPends extends Skeleton {
        LeaksWhatPends(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void handOver(Operation operation, Handle event) {
            // Nobody asks for them any more.
        }
    }

    @Defective(
            value = "Has the pool hold it by a weak reference only, so that a collection loses the completion.",
            origin = "a known class: memory or callback that is collected",
            unseen = "the run itself holds the writer until its end, and no collection can come between")
    static final class HoldsItselfWeakly extends Skeleton {
        HoldsItselfWeakly(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        ThreadpoolWait.Callback callback() {
            WeakReference<Skeleton> self = new WeakReference<>(this);
            return result -> {
                Skeleton writer = self.get();
                if (writer != null) {
                    writer.onSignal(result);
                }
            };
        }
    }
}
