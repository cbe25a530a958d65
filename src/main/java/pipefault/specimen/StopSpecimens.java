package pipefault.specimen;

import java.time.Duration;
import java.util.List;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;
import pipefault.specimen.Specimens.Specimen;

/** Specimens that end wrongly what they have begun. */
final class StopSpecimens {

    private StopSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen(TrustsDisarm.class, TrustsDisarm::new),
                new Specimen(WaitsForConsumedSignal.class, WaitsForConsumedSignal::new),
                new Specimen(StartsDuringStop.class, StartsDuringStop::new),
                new Specimen(FlushesOnStop.class, FlushesOnStop::new),
                new Specimen(StopsTwice.class, StopsTwice::new));
    }

    @Defective(
            value = "Takes the wait that it has disarmed for one whose callbacks are over.",
            origin = "The Old New Thing, 2023-04-28",
            run = "D3-window/closed-in-between",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class TrustsDisarm extends Skeleton {
        TrustsDisarm(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        void awaitCallbacks(ThreadpoolWait wait) {
            // SetThreadpoolWait(NULL) has been called.
        }
    }

    @Defective(
            value = "Waits for an event whose one signal the pool has taken.",
            origin = "a known class: a wait for a signal that somebody else has taken",
            run = "D1-deadlock/waited-for",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class WaitsForConsumedSignal extends Skeleton {
        WaitsForConsumedSignal(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        CallResult createEvent() {
            return win32.createEvent(false, false, null);
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            CallResult waited = win32.waitForSingleObject(completion, Win32Error.INFINITE);
            return waited.ok();
        }
    }

    @Defective(
            value = "Starts the next write from the callback although it is being stopped, and waits for that one too.",
            origin = "microsoft/STL#1632",
            run = "zoo/stopped-with-more",
            plan = "GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1)",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class StartsDuringStop extends Skeleton {
        StartsDuringStop(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean mayStart() {
            return !issuing && inFlight == null;
        }

        @Override
        void giveUpQueue() {
            // The next callback will see to it.
        }

        @Override
        void disarm() {
            // The callback has yet to settle the write.
        }

        @Override
        boolean isOverAfter(CallResult cancelled, Transfer transfer) {
            return await(() -> inFlight == null, Duration.ofDays(1));
        }
    }

    @Defective(
            value = "Waits when it stops until all that it has accepted is written.",
            origin = "microsoft/go-winio#357; a known class: a stop that starves",
            run = "plain/quiet-listener",
            verdict = Verdict.STUCK,
            oracle = "termination")
    static final class FlushesOnStop extends Skeleton {
        FlushesOnStop(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean claimStop() {
            boolean unused = await(() -> book.pending() == 0, Duration.ofDays(1));
            return super.claimStop();
        }
    }

    @Defective(
            value = "Lets two threads stop it at the same time.",
            origin = "a known class: two stops, or two closes, the claim",
            run = "zoo/closed-at-once",
            plan = "CancelIoEx#1 -> delay(before, 50ms)",
            verdict = Verdict.MISREPORTED,
            oracle = "notification")
    static final class StopsTwice extends Skeleton {
        StopsTwice(Platform platform, Handle pipe, Listener listener) {
            super(platform, pipe, listener);
        }

        @Override
        boolean claimStop() {
            return isTrue(() -> {
                boolean mine = phase != Phase.STOPPED;
                phase = mine ? Phase.STOPPING : phase;
                stopper = Thread.currentThread();
                return mine;
            });
        }
    }
}
