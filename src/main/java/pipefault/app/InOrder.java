package pipefault.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import pipefault.scenario.HarnessError;

/** Does pieces of work on several threads, and hands on what comes of them in their order. */
final class InOrder {

    /** How many pieces per thread may be finished before their turn comes; bounds the traces that are kept. */
    private static final int AHEAD = 4;

    private InOrder() {}

    private record Piece<T, R>(T what, Future<R> outcome) {}

    /**
     * Works off everything.
     *
     * @param sink gets each piece with what came of it; called by this thread only
     */
    static <T, R> void work(int threads, Iterator<T> pieces, Function<T, R> doing, BiConsumer<T, R> sink) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "runs");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Piece<T, R>> ahead = new ArrayDeque<>();
            while (pieces.hasNext()) {
                T what = pieces.next();
                ahead.add(new Piece<>(what, pool.submit(() -> doing.apply(what))));
                if (ahead.size() > threads * AHEAD) {
                    hand(ahead.remove(), sink);
                }
            }
            while (!ahead.isEmpty()) {
                hand(ahead.remove(), sink);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T, R> void hand(Piece<T, R> piece, BiConsumer<T, R> sink) {
        try {
            sink.accept(piece.what(), piece.outcome().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessError("interrupted while runs were going on", e);
        } catch (ExecutionException e) {
            throw new HarnessError("a run could not be executed: " + e.getCause(), e);
        }
    }
}
