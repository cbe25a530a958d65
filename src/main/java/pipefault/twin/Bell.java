package pipefault.twin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/**
 * How news gets to the owner: a wait of the thread pool, and a task in the owner's loop.
 *
 * <p>A loop may refuse a task or lose it. So the pool looks after the task, and after so many refusals does its work itself.
 */
final class Bell {

    /** After this time a task that has not run is taken for lost. */
    private static final int LOST_MILLIS = 1000;

    /** After this time a refused task is offered again. */
    private static final int RETRY_MILLIS = 50;

    private static final int MAX_REFUSALS = 20;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Platform platform;
    private final Win32Api win32;
    private final ThreadpoolWait wait;
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();
    private final AtomicInteger posting = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean posted;
    private volatile long postedAt;

    /**
     * Creates the wait.
     *
     * @throws CallFailed if Windows refuses it
     */
    Bell(Platform platform, ThreadpoolWait.Callback callback) {
        this.platform = platform;
        win32 = platform.win32();
        CallResult created = win32.createThreadpoolWait(result -> enter(callback, result));
        ThreadpoolWait newWait = created.threadpoolWaitOrNull();
        if (newWait == null) {
            throw new CallFailed("CreateThreadpoolWait", created.lastError());
        }
        wait = newWait;
    }

    private void enter(ThreadpoolWait.Callback callback, int result) {
        inside.add(Thread.currentThread());
        try {
            callback.run(result);
        } finally {
            inside.remove(Thread.currentThread());
        }
    }

    /** Arms the wait; an event that is set already fires it at once (fact TP03). */
    void arm(Handle event, int millis) {
        win32.setThreadpoolWait(wait, event, millis);
    }

    /** Returns after how many milliseconds the pool has to look after the task, INFINITE if there is none. */
    int lookAfterMillis() {
        int refused = refusals.get();
        return posted ? LOST_MILLIS : refused > 0 && !isHopeless() ? RETRY_MILLIS : Win32Error.INFINITE;
    }

    /** Tells whether a task has to be posted, and that it will be; false if one is on its way. */
    boolean announce() {
        long now = platform.clock().nanoTime();
        if (posted && now - postedAt < LOST_MILLIS * NANOS_PER_MILLI) {
            return false;
        }
        postedAt = now;
        // Before the post: the task may have run when it returns, and then the flag is down for good.
        posted = true;
        return true;
    }

    /** Posts the task that was announced; tells whether the loop has taken it. */
    boolean post(Object owner, Runnable task) {
        posting.incrementAndGet();
        try {
            boolean taken = platform.loop().post(owner, () -> {
                posted = false;
                task.run();
            });
            if (taken) {
                refusals.set(0);
            } else {
                posted = false;
                refusals.incrementAndGet();
            }
            return taken;
        } finally {
            posting.decrementAndGet();
        }
    }

    /** Tells whether the loop has refused so often that the pool has to do the work. */
    boolean isHopeless() {
        return refusals.get() >= MAX_REFUSALS;
    }

    /** Tells whether a thread is inside the owner's loop, which is foreign code and may hold it up. */
    boolean isPosting() {
        return posting.get() > 0;
    }

    boolean isCallback() {
        return inside.contains(Thread.currentThread());
    }

    /** Tells whether another thread runs a callback. */
    boolean isOtherInside() {
        return inside.size() > (isCallback() ? 1 : 0);
    }

    void disarm() {
        win32.setThreadpoolWait(wait, Handle.NULL, Win32Error.INFINITE);
    }

    /** Drops what is queued and waits for what runs; never from a callback, which would wait for itself (fact TP12). */
    void join() {
        if (!isCallback()) {
            win32.waitForThreadpoolWaitCallbacks(wait, true);
        }
    }

    void close() {
        win32.closeThreadpoolWait(wait);
    }
}
