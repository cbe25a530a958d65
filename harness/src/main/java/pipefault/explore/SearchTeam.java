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

    /** After so many of these times parts that should have ended are ended by force. */
    private static final int LATE_MAX = 30;

    private final List<SearchPart> parts;
    private final ExecutorService pool;

    /** How far each part has come; guarded by itself. */
    private final List<Standing> standings;

    private volatile @Nullable RuntimeException failure;

    /** Guarded by this. */
    private boolean closed;

    /** Creates a team of parts that have not begun; closes them in the end. */
    public SearchTeam(List<? extends SearchPart> parts) {
        this.parts = List.copyOf(parts);
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
     * @param enough ends it: what has not been made smaller by then is left as it is
     * @return as many as there are sightings, in their order; empty where there was no time
     */
    public List<Optional<Smallest>> shrink(List<Sighting> sightings, BooleanSupplier enough) {
        List<Optional<Smallest>> smallest =
                Collections.synchronizedList(new ArrayList<>(Collections.nCopies(sightings.size(), Optional.empty())));
        AtomicInteger next = new AtomicInteger();
        BooleanSupplier over = () -> failure != null || enough.getAsBoolean();
        inAllParts(
                number -> {
                    int mine = next.getAndIncrement();
                    while (mine < sightings.size() && !over.getAsBoolean()) {
                        smallest.set(mine, Optional.of(parts.get(number).shrink(sightings.get(mine), over)));
                        mine = next.getAndIncrement();
                    }
                },
                over,
                () -> {});
        return List.copyOf(smallest);
    }

    private void inAllParts(IntConsumer work, BooleanSupplier over, Runnable watcher) {
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
            while (!left.await(TELL_MILLIS, TimeUnit.MILLISECONDS)) {
                watcher.run();
                late += over.getAsBoolean() ? 1 : 0;
                if (late == LATE_MAX) {
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

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        pool.shutdown();
        parts.forEach(SearchPart::close);
    }
}
