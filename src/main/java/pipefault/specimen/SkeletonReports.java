package pipefault.specimen;

import java.time.Duration;
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

    private int postsRefused;

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
        int refused = 0;
        while (await(
                this::endsWait, Duration.ofNanos(deadline - platform.clock().nanoTime()))) {
            boolean written = tell();
            if (written || isTrue(() -> phase != Phase.OPEN || book.pending() == 0)) {
                return written;
            }
            // What is told may be no more than that a wait was refused, which would go on for ever.
            refused += refusal == null ? 0 : 1;
            if (refused > MAX_REFUSED) {
                break;
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
        return book.hasNews() || phase != Phase.OPEN || book.pending() == 0;
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
            // An event that cannot be reset ends every wait at once.
            CallResult reset = win32.resetEvent(changed);
            locked(() -> book.note(Win32Function.RESET_EVENT, reset));
            if (!isTrue(condition)) {
                CallResult woken = win32.waitForSingleObject(changed, millis(left));
                refused += reset.ok() && woken.ok() ? 0 : 1;
                locked(() -> {
                    refusal = refusalOf(reset, woken);
                    book.note(Win32Function.WAIT_FOR_SINGLE_OBJECT, woken);
                });
            }
        }
        return true;
    }

    private static @Nullable Refusal refusalOf(CallResult reset, CallResult woken) {
        if (reset.ok()) {
            return woken.ok() ? null : new Refusal(Win32Function.WAIT_FOR_SINGLE_OBJECT, woken);
        }
        return new Refusal(Win32Function.RESET_EVENT, reset);
    }

    /** Returns how long to wait before the next look, rounded up. */
    int millis(long nanosLeft) {
        return (int) Math.min(LOOK_MILLIS, (nanosLeft + 999_999) / 1_000_000);
    }
}
