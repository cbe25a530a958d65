package pipefault.twin;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;

/**
 * What the twins have in common; a twin replaces the steps of {@link Manner} that make it different.
 *
 * <p>Who has the turn to work takes in the ends of writes, starts new ones and calls the listener: the owner, a thread that
 * stops, or a pool thread whose loop refuses tasks. Nobody waits for the turn without an end: who does not get it leaves word,
 * and whoever has it looks again before going.
 */
abstract class TwinWriter extends Manner implements Subject {

    static final int SLICE_MILLIS = 50;
    private static final int SHORT_MILLIS = 10;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Listener listener;
    private final News news = new News();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Turn working;
    private final Desk desk;
    private @Nullable Opened opened;

    /** What exists once the writer is open. */
    private record Opened(Clockwork clockwork, Bell bell, Watch watch, Shutdown shutdown) {}

    TwinWriter(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe);
        this.listener = listener;
        working = turn("work");
        desk = new Desk(this, this::isOpen, news);
    }

    /**
     * Creates what the writer needs.
     *
     * @throws CallFailed if Windows refuses something; all else was given back
     */
    final void open(boolean ownsHandle) {
        Events events = new Events(win32);
        try {
            for (int each = 0; each < slots(); each++) {
                desk.add(new Slot(win32, pipe, hasEvents() ? events.take(event()) : Handle.NULL));
            }
            Clockwork clockwork = new Clockwork(platform, events.take(win32.createEvent(false, false, null)));
            Bell bell = new Bell(platform, this::onSignal);
            Watch watch = new Watch(this, desk, bell, clockwork.timer());
            opened = new Opened(clockwork, bell, watch, new Shutdown(this, clockwork, bell, ownsHandle));
        } catch (CallFailed e) {
            events.closeAll(e);
            throw e;
        }
    }

    private Opened opened() {
        Opened all = opened;
        if (all == null) {
            throw new IllegalStateException("the writer is not open");
        }
        return all;
    }

    final Desk desk() {
        return desk;
    }

    final boolean isOpen() {
        return !opened().shutdown().isAsked();
    }

    @Override
    public final boolean write(byte[] data) {
        if (desk.hasFailed() || !isOpen()) {
            throw new IllegalStateException("the writer accepts no more data");
        }
        if (!admits(desk.pending(), data.length)) {
            return false;
        }
        desk.accept(data);
        work();
        return true;
    }

    @Override
    public final long bytesPending() {
        return desk.hasFailed() || !isOpen() ? 0 : desk.pending();
    }

    @Override
    public final boolean waitForWrite(Duration bound) {
        Shutdown shutdown = opened().shutdown();
        shutdown.visit();
        try {
            return wait(bound, opened().clockwork());
        } finally {
            shutdown.leave();
        }
    }

    private boolean wait(Duration bound, Clockwork clockwork) {
        long moment = clockwork.after(bound);
        long before = news.told();
        while (true) {
            if (working.enter()) {
                try {
                    round();
                    if (news.told() == before && isWorthWaiting(clockwork) && clockwork.left(moment, 1) > 0) {
                        awaitOldest(clockwork.left(moment, SLICE_MILLIS));
                    }
                } finally {
                    exit();
                }
            } else if (clockwork.left(moment, 1) > 0) {
                clockwork.pause(clockwork.left(moment, SHORT_MILLIS), this::warnAtOnce);
            }
            if (news.told() != before) {
                return true;
            }
            if (!isWorthWaiting(clockwork) || clockwork.left(moment, 1) == 0) {
                // What has ended in the last moment counts all the same.
                work();
                return news.told() != before;
            }
        }
    }

    private boolean isWorthWaiting(Clockwork clockwork) {
        return bytesPending() > 0 && !clockwork.isBroken();
    }

    private void awaitOldest(int millis) {
        Slot slot = desk.oldest();
        if (slot == null || slot.isOver()) {
            // Somebody else is at the desk, and is held up there.
            pause(Math.min(millis, SHORT_MILLIS));
        } else {
            awaitEnd(slot, millis);
        }
    }

    /** Waits for the end of a write; lets time pass even if the wait ends at once. */
    final void awaitEnd(Slot slot, int millis) {
        long before = platform.clock().nanoTime();
        await(slot, millis, this::complain);
        boolean early = platform.clock().nanoTime() - before < millis * NANOS_PER_MILLI;
        if (early && !slot.isOver()) {
            pause(Math.min(millis, SHORT_MILLIS));
        }
    }

    @Override
    final void pause(int millis) {
        opened().clockwork().pause(millis, this::complain);
    }

    @Override
    final void waitBriefly(int millis) {
        if (working.enter()) {
            try {
                if (isOpen()) {
                    awaitOldest(millis);
                }
            } finally {
                exit();
            }
        }
    }

    @Override
    public final void stop() {
        opened().shutdown().stop();
    }

    @Override
    public final void close() {
        opened().shutdown().close();
    }

    final boolean enter() {
        return working.enter();
    }

    /** Gives the turn back; whoever had it stops the writer if somebody has asked for that meanwhile. */
    final void exit() {
        try {
            opened().shutdown().finishIfAsked();
        } finally {
            working.exit();
        }
    }

    @Override
    final void work() {
        do {
            wanted.set(true);
            if (!working.enter()) {
                return;
            }
            try {
                wanted.set(false);
                round();
                afterWork();
            } finally {
                exit();
            }
        } while (wanted.get());
    }

    private void round() {
        desk.at(() -> {
            desk.takeInAndStart();
            opened().watch().arm();
        });
        tell();
    }

    private void onSignal(int waitResult) {
        if (!isOpen()) {
            return;
        }
        Watch watch = opened().watch();
        watch.called(waitResult);
        desk.at(() -> {
            if (asksInPool()) {
                desk.ask();
            }
            watch.arm();
        });
        callOwner();
    }

    @Override
    final void callOwner() {
        Bell bell = opened().bell();
        boolean needed = wanted.get() || desk.hasWork() || hasOwnTask();
        if (!isOpen() || !needed || !bell.announce()) {
            return;
        }
        desk.at(opened().watch()::arm);
        // Last of all: the task must not find this thread at the desk, for it does not wait.
        if (bell.post(this, this::onTask)) {
            return;
        }
        desk.at(opened().watch()::arm);
        if (bell.isHopeless() && bell.isCallback() && !working.isMine()) {
            work();
        }
    }

    /** Calls the listener with everything that is due, even if it throws meanwhile. */
    final void tell() {
        try {
            news.tellAll(listener, desk::reported);
        } finally {
            if (desk.hasFailed() && endsWithFailure()) {
                opened().shutdown().ask();
            }
        }
    }

    final void complain(String function, int code) {
        news.warning(function + " failed", code);
    }

    private void warnAtOnce(String function, int code) {
        listener.warning(function + " failed", code);
    }

    final void sayClosed() {
        listener.closed();
    }

    @Override
    final boolean awaitAll(int millis) {
        return opened().shutdown().awaitAll(millis);
    }

    @Override
    final void closePipe() {
        opened().shutdown().closePipe(this::complain);
    }

    @Override
    final Deque<Slot> inFlight() {
        return desk.inFlight();
    }
}
