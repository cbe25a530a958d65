package pipefault.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of the process that waits for completions nobody else waits for any more.
 *
 * <p>It is no actor of any world: it has no role, and an aborted run does not stop it. It looks at the conditions every
 * few milliseconds while there are any, and costs nothing otherwise. All methods may be called from any thread.
 */
public final class LateCompletions {

    private static final long SHORTEST_PERIOD_MILLIS = 1;
    private static final long LONGEST_PERIOD_MILLIS = 10;

    /** Guards the fields below; nothing foreign is called while it is held. */
    private static final Object MONITOR = new Object();

    private static final List<Late> WAITING = new ArrayList<>();
    private static volatile @Nullable Thread thread;
    private static long periodMillis = SHORTEST_PERIOD_MILLIS;

    private record Late(BooleanSupplier complete, Runnable then, Consumer<Throwable> failures) {}

    private LateCompletions() {}

    /**
     * Runs something once a condition holds, never on the calling thread.
     *
     * @param complete looked at often; must be quick
     * @param then runs once; while it blocks, all other completions wait
     * @param failures takes what either of them throws
     */
    public static void when(BooleanSupplier complete, Runnable then, Consumer<Throwable> failures) {
        synchronized (MONITOR) {
            WAITING.add(new Late(complete, then, failures));
            periodMillis = SHORTEST_PERIOD_MILLIS;
            if (thread == null) {
                Thread started = new Thread(LateCompletions::work, "late completions");
                started.setDaemon(true);
                thread = started;
                started.start();
            }
            MONITOR.notifyAll();
        }
    }

    /** Tells whether the calling thread is the one that waits. */
    public static boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    private static void work() {
        while (true) {
            for (Late late : pause()) {
                if (attempt(late)) {
                    synchronized (MONITOR) {
                        WAITING.remove(late);
                        periodMillis = SHORTEST_PERIOD_MILLIS;
                    }
                }
            }
        }
    }

    /** Waits until it is time to look at the conditions again, and returns them. */
    private static List<Late> pause() {
        synchronized (MONITOR) {
            try {
                do {
                    MONITOR.wait(WAITING.isEmpty() ? 0 : periodMillis);
                } while (WAITING.isEmpty());
                periodMillis = Math.min(2 * periodMillis, LONGEST_PERIOD_MILLIS);
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread, and it may not end: looking early does no harm.
                return List.copyOf(WAITING);
            }
            return List.copyOf(WAITING);
        }
    }

    /** Tells whether this one is over, be it by an exception. */
    private static boolean attempt(Late late) {
        try {
            if (!late.complete().getAsBoolean()) {
                return false;
            }
            late.then().run();
        } catch (Throwable e) {
            late.failures().accept(e);
        }
        return true;
    }
}
