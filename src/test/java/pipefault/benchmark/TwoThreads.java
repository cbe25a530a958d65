package pipefault.benchmark;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Mutex;
import pipefault.platform.Platform;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.simulation.SimulationDeadlock;
import pipefault.world.Actor;

/** The two programs that two schedulers are compared on, written for each: three blocks under a lock; two locks, ABBA. */
final class TwoThreads {

    private static final int BLOCKS = 3;

    private TwoThreads() {}

    /** Makes one run of our scheduler on the first program; returns its number of steps. */
    static long blocks(long seed) {
        SimulatedWorld world = SimulatedWorld.create(Schedules.random(seed));
        int[] count = new int[1];
        world.run(() -> {
            Mutex mutex = world.platform().mutex("m");
            Runnable body = () -> {
                for (int i = 0; i < BLOCKS; i++) {
                    mutex.lock();
                    try {
                        count[0]++;
                    } finally {
                        mutex.unlock();
                    }
                }
            };
            join(world, world.start("a", body), world.start("b", body));
        });
        world.close();
        if (count[0] != 2 * BLOCKS) {
            throw new IllegalStateException("the mutex did not exclude");
        }
        return world.steps();
    }

    /** Makes one run of our scheduler on the second program; tells whether it was a deadlock. */
    static boolean deadlocks(long seed) {
        SimulatedWorld world = SimulatedWorld.create(Schedules.random(seed));
        boolean[] found = new boolean[1];
        try {
            world.run(() -> {
                Platform platform = world.platform();
                Mutex a = platform.mutex("a");
                Mutex b = platform.mutex("b");
                try {
                    join(world, world.start("ab", () -> both(a, b)), world.start("ba", () -> both(b, a)));
                } catch (SimulationDeadlock deadlock) {
                    found[0] = true;
                }
            });
        } finally {
            world.close();
        }
        return found[0];
    }

    private static void both(Mutex first, Mutex second) {
        first.lock();
        second.lock();
        second.unlock();
        first.unlock();
    }

    private static void join(SimulatedWorld world, Actor one, Actor other) {
        if (!world.await("both threads to end", () -> one.isDone() && other.isDone(), null)) {
            throw new IllegalStateException("an unbounded wait ended");
        }
    }

    /** Lets Lincheck make so many invocations of the first program. */
    static void blocksByLincheck(int invocations) {
        Lincheck.runConcurrentTest(invocations, TwoThreads::blocksOnce);
    }

    private static void blocksOnce() {
        // Not ReentrantLock::new, which Lincheck does not instrument.
        Lock lock = newLock();
        int[] count = new int[1];
        Runnable body = () -> {
            for (int i = 0; i < BLOCKS; i++) {
                lock.lock();
                try {
                    count[0]++;
                } finally {
                    lock.unlock();
                }
            }
        };
        runBoth(body, body);
        if (count[0] != 2 * BLOCKS) {
            throw new IllegalStateException("the lock did not exclude");
        }
    }

    /** Lets Lincheck look for the deadlock of the second program; returns its report, null if it found none. */
    static @Nullable String deadlockByLincheck(int invocations) {
        try {
            Lincheck.runConcurrentTest(invocations, TwoThreads::deadlockOnce);
            return null;
        } catch (LincheckAssertionError found) {
            return String.valueOf(found.getMessage());
        }
    }

    private static void deadlockOnce() {
        Lock a = newLock();
        Lock b = newLock();
        int[] count = new int[1];
        runBoth(() -> both(a, b, count), () -> both(b, a, count));
    }

    private static void both(Lock first, Lock second, int[] count) {
        first.lock();
        try {
            second.lock();
            try {
                count[0]++;
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }

    private static Lock newLock() {
        return new ReentrantLock();
    }

    private static void runBoth(Runnable one, Runnable other) {
        Thread first = new Thread(one);
        Thread second = new Thread(other);
        first.start();
        second.start();
        try {
            first.join();
            second.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
