package pipefault.writer;

import org.jspecify.annotations.Nullable;

/** Something that a thread does, and what became of it. */
final class Step implements Runnable {

    private final Runnable body;
    private volatile boolean done;
    private volatile @Nullable Throwable thrown;

    Step(Runnable body) {
        this.body = body;
    }

    /** Returns what the body has thrown, or null. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    boolean isDone() {
        return done;
    }

    @Override
    public void run() {
        try {
            body.run();
        } catch (RuntimeException | AssertionError e) {
            thrown = e;
        } finally {
            done = true;
        }
    }
}
