package pipefault.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.HarnessError;

/**
 * Has the parts of a search done side by side, and puts together what comes of them.
 *
 * <p>What that is does not depend on how many parts there are, as long as none is cut short. A part that fails ends the work
 * of all; what they had come to stays known. Used by one thread.
 */
public final class SearchTeam implements AutoCloseable {

    private static final long TELL_MILLIS = 100;

    /** How old what is known about a part may get. */
    private static final long SLICE_NANOS = 200_000_000L;

    private static final int LATE_MAX = 30;

    private final List<SearchPart> parts;
    private final int lateMax;
    private final ExecutorService pool;

    /** How far each part has come; guarded by itself. */
    private final List<Standing> standings;

    private volatile @Nullable RuntimeException failure;

    /** Guarded by this. */
    private boolean closed;

    /** Creates a team of parts that have not begun; closes them in the end. */
    public SearchTeam(List<? extends SearchPart> parts) {
        this(parts, LATE_MAX);
    }

    /**
     * @param lateMax after so many times of {@value #TELL_MILLIS} milliseconds parts that should have ended are ended by
     *     force; after twice as many those that do not even end so are left to themselves
     */
    SearchTeam(List<? extends SearchPart> parts, int lateMax) {
        this.parts = List.copyOf(parts);
        this.lateMax = lateMax;
        standings = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(parts.size(), Standing.NOTHING)));
        pool = Executors.newFixedThreadPool(parts.size(), task -> {
            Thread thread = new Thread(task, "search");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns how many parts there are. */
    public int size() {
        return parts.size();
    }

    /** Returns how far the parts have come together. */
    public Standing standing() {
        synchronized (standings) {
            return Standing.sum(standings);
        }
    }

    /** Returns what went wrong in some part; null if nothing did. */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    /**
     * Returns when all parts have started, or the work is over before that.
     *
     * @param enough is asked now and then
     */
    public void begin(BooleanSupplier enough) {
        inAllParts(
                number -> {
                    if (!enough.getAsBoolean()) {
                        parts.get(number).begin();
                    }
                },
                () -> failure != null || enough.getAsBoolean(),
                () -> {});
    }

    /**
     * Goes on until all is done, somebody has had enough, or a part has failed.
     *
     * @param enough is asked before each run
     * @param watcher is told now and then how far it is, by this thread
     */
    public void work(BooleanSupplier enough, Consumer<Standing> watcher) {
        BooleanSupplier over = () -> failure != null || enough.getAsBoolean();
        inAllParts(
                number -> {
                    while (!standings.get(number).done() && !over.getAsBoolean()) {
                        long end = System.nanoTime() + SLICE_NANOS;
                        standings.set(
                                number,
                                parts.get(number).goOn(() -> over.getAsBoolean() || System.nanoTime() - end >= 0));
                    }
                },
                over,
                () -> watcher.accept(standing()));
    }

    /**
     * Makes what was seen as small as it gets.
     *
     * @param deadline ends it: what has not been begun by then is left as it is, and so is all of it where a part that
     *     was late has ended the work
     * @param enough is asked now and then, and ends it too
     * @return as many as there are sightings, in their order; empty where there was no time
     */
    public List<Optional<Smallest>> shrink(List<Sighting> sightings, Deadline deadline, BooleanSupplier enough) {
        List<Optional<Smallest>> smallest =
                Collections.synchronizedList(new ArrayList<>(Collections.nCopies(sightings.size(), Optional.empty())));
        AtomicInteger next = new AtomicInteger();
        BooleanSupplier over = () -> failure != null || deadline.isOver() || enough.getAsBoolean();
        inAllParts(
                number -> {
                    int mine = next.getAndIncrement();
                    while (mine < sightings.size() && !over.getAsBoolean()) {
                        smallest.set(mine, Optional.of(parts.get(number).shrink(sightings.get(mine), deadline, over)));
                        mine = next.getAndIncrement();
                    }
                },
                over,
                () -> {});
        return List.copyOf(smallest);
    }

    /** Does nothing once the parts were closed: they have ended, and the pool takes no work any more. */
    private void inAllParts(IntConsumer work, BooleanSupplier over, Runnable watcher) {
        if (isClosed()) {
            return;
        }
        CountDownLatch left = new CountDownLatch(parts.size());
        for (int part = 0; part < parts.size(); part++) {
            int number = part;
            pool.execute(() -> {
                try {
                    work.accept(number);
                } catch (RuntimeException | Error e) {
                    fail(e);
                } finally {
                    left.countDown();
                }
            });
        }
        try {
            int late = 0;
            while (late < 2 * lateMax && !left.await(TELL_MILLIS, TimeUnit.MILLISECONDS)) {
                watcher.run();
                late += over.getAsBoolean() ? 1 : 0;
                if (late == lateMax) {
                    close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while a search went on", e);
        }
    }

    /** Keeps the first thing that went wrong; what comes of being closed is none. */
    private synchronized void fail(Throwable e) {
        if (failure == null && !closed) {
            failure = e instanceof RuntimeException known
                    ? known
                    : new HarnessError("a part of a search failed: " + e, e);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        pool.shutdown();
        parts.forEach(SearchPart::close);
    }
}
