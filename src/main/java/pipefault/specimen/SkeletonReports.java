package pipefault.specimen;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Function;
import pipefault.scenario.Listener;

/**
 * The part of {@link Skeleton} that tells the owner, and waits.
 *
 * <p>Nothing is waited for without a look now and then, so that no signal and no task has to arrive.
 */
abstract class SkeletonReports extends SkeletonTransfers {

    /** How long a wait goes on without a look. */
    private static final int LOOK_MILLIS = 20;

    private static final int MAX_REFUSED = 20;

    /** So many refusals in a row, and the owner's loop takes no tasks any more. */
    private static final int MAX_POSTS_REFUSED = 3;

    /** Guarded by the mutex, as are the next three. */
    private int postsRefused;

    private @Nullable Handle still;

    /** The threads that wait for the stop of another one. */
    final Set<Thread> joined = new HashSet<>();

    private @Nullable Refusal unheard;

    /** Why the latest wait could not be done; written under the mutex, read by the owner alone. */
    private @Nullable Refusal refusal;

    SkeletonReports(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    void announce() {
        boolean due = isTrue(() -> {
            boolean mine = phase == Phase.OPEN && book.hasNews() && !posted;
            if (phase == Phase.OPEN && book.hasNews()) {
                signal();
            }
            posted |= mine;
            return mine;
        });
        if (due && !post(this::onTask)) {
            onRefusedPost();
        }
        boolean unguarded = isTrue(() -> posted && !arm());
        if (unguarded) {
            // Once more, for nobody will find out if the first one is lost.
            boolean unused = post(this::onTask);
        }
    }

    /** Tries again later; where the loop takes nothing any more, tells on this thread, for silence would be worse. */
    private void onRefusedPost() {
        boolean given = isTrue(() -> ++postsRefused >= MAX_POSTS_REFUSED);
        if (given) {
            locked(() -> posted = false);
            boolean unused = tell();
        }
    }

    private void onTask() {
        if (enter()) {
            try {
                locked(() -> {
                    posted = false;
                    postsRefused = 0;
                });
                boolean unused = tell();
            } finally {
                leave();
            }
        }
    }

    private boolean enter() {
        return isTrue(() -> phase == Phase.OPEN && guests.add(Thread.currentThread()));
    }

    /** Tells the owner all there is; tells whether there were bytes among it. */
    boolean tell() {
        boolean written = false;
        for (Book.News news = take(); news != null; news = take()) {
            written |= news instanceof Book.Written;
            news.tell(listener);
        }
        return written;
    }

    private Book.@Nullable News take() {
        mutex.lock();
        try {
            boolean mine = phase == Phase.OPEN || (phase == Phase.STOPPING && isStopper());
            return mine ? book.next() : null;
        } finally {
            mutex.unlock();
        }
    }

    final boolean isStopper() {
        return stopper == Thread.currentThread();
    }

    @Override
    public long bytesPending() {
        mutex.lock();
        try {
            return book.pending();
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public boolean waitForWrite(Duration bound) {
        if (!enter()) {
            return false;
        }
        try {
            return awaitReport(bound);
        } finally {
            leave();
        }
    }

    /** Waits until bytes were reported, or until there is nothing to wait for; the caller is a guest. */
    boolean awaitReport(Duration bound) {
        long deadline = platform.clock().nanoTime() + bound.toNanos();
        while (await(
                this::endsWait, Duration.ofNanos(deadline - platform.clock().nanoTime()))) {
            boolean written = tell();
            if (written || isTrue(() -> phase != Phase.OPEN || book.pending() == 0)) {
                return written;
            }
        }
        Refusal last = refusal;
        if (last != null && platform.clock().nanoTime() < deadline) {
            // Neither a report nor the end of the bound: no wait works any more.
            throw last;
        }
        return false;
    }

    /** Tells whether somebody who waits for a report has to look up; the mutex is held. */
    boolean endsWait() {
        // Not for a warning alone, which may be no more than that a wait was refused.
        return book.hasReport() || phase != Phase.OPEN || book.pending() == 0;
    }

    /** Waits until a condition holds that is looked at under the mutex; tells whether it does. */
    boolean await(BooleanSupplier condition, Duration bound) {
        long deadline = platform.clock().nanoTime() + bound.toNanos();
        int refused = 0;
        while (!isTrue(condition)) {
            long left = deadline - platform.clock().nanoTime();
            if (left <= 0 || refused > MAX_REFUSED) {
                return false;
            }
            CallResult reset = win32.resetEvent(changed);
            locked(() -> note(Win32Function.RESET_EVENT, reset));
            if (!isTrue(condition)) {
                // An event that cannot be reset ends every wait for it at once.
                refused += pause(reset.ok() ? changed : still(), millis(left)) ? 0 : 1;
            }
        }
        return true;
    }

    /** Waits for an event or for some time; tells whether a wait was possible. */
    private boolean pause(Handle event, int millis) {
        CallResult woken = win32.waitForSingleObject(event, millis);
        CallResult last = woken.ok() ? woken : win32.waitForMultipleObjects(new Handle[] {event}, false, millis);
        locked(() -> {
            refusal = last.ok() ? null : new Refusal(Win32Function.WAIT_FOR_MULTIPLE_OBJECTS, last);
            note(Win32Function.WAIT_FOR_SINGLE_OBJECT, woken);
            note(Win32Function.WAIT_FOR_MULTIPLE_OBJECTS, last);
        });
        return last.ok();
    }

    /** What comes after the last word, or to a thread that only joins a stop, can be thrown, but not be told any more. */
    @Override
    final void note(Win32Function function, CallResult result) {
        if (phase != Phase.STOPPED && !joined.contains(Thread.currentThread())) {
            book.note(function, result);
        } else if (!result.ok()) {
            Refusal next = new Refusal(function, result);
            Refusal before = unheard;
            unheard = before == null ? next : before.and(next);
        }
    }

    /** Throws what could not be told any more. */
    final void throwUnheard() {
        mutex.lock();
        try {
            joined.remove(Thread.currentThread());
            Refusal last = unheard;
            unheard = null;
            if (last != null) {
                throw last;
            }
        } finally {
            mutex.unlock();
        }
    }

    /** Returns an event that nobody signals, made when it is needed; the other one if that fails. */
    private Handle still() {
        mutex.lock();
        try {
            if (still == null) {
                CallResult created = createEvent();
                still = created.handleOrNull();
                note(Win32Function.CREATE_EVENT, created);
            }
            return still == null ? changed : still;
        } finally {
            mutex.unlock();
        }
    }

    /** Closes the event that {@link #still} has made, if any. */
    final CallResult closeStill() {
        Handle made = still;
        return made == null ? CallResult.success() : win32.closeHandle(made);
    }

    /** Returns how long to wait before the next look, rounded up. */
    int millis(long nanosLeft) {
        return (int) Math.min(LOOK_MILLIS, (nanosLeft + 999_999) / 1_000_000);
    }
}
