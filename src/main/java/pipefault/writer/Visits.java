package pipefault.writer;

import org.jspecify.annotations.Nullable;

/**
 * Ends the use of what several threads use at once: whoever leaves last gives it back.
 *
 * <p>So a thread that is held up inside a call never finds its memory released or its handle closed, even if stopping did
 * not wait for it.
 */
final class Visits {

    private final WriterState state;
    private final KernelObjects objects;
    private final PipeEnd pipe;

    Visits(WriterState state, KernelObjects objects, PipeEnd pipe) {
        this.state = state;
        this.objects = objects;
        this.pipe = pipe;
    }

    /** Ends the use of a transfer that {@link WriterState#borrow} has lent. */
    void leave(Transfer transfer) {
        dispose(transfer, state.giveBack(transfer));
        if (state.endVisit()) {
            takeDown();
        }
    }

    /** Ends the turn to start a transfer, with what became of it; null if it did not come to that. */
    void leaveTurn(@Nullable Transfer transfer, WriterState.Fate fate) {
        if (transfer != null) {
            dispose(transfer, fate);
        }
        if (state.giveTurnBack()) {
            takeDown();
        }
    }

    /** Begins to take everything down; the last visitor completes it if there is one. */
    void closeDoors() {
        if (state.beginClosing()) {
            takeDown();
        }
    }

    private void dispose(Transfer transfer, WriterState.Fate fate) {
        switch (fate) {
            case RELEASE -> transfer.release();
            case HAND_OVER -> transfer.handOver(objects.handOverCompletion(state));
            case KEPT -> {
                // The kernel has it, or somebody else still looks at it.
            }
        }
    }

    private void takeDown() {
        objects.close(state);
        if (pipe.isCloseRequested()) {
            pipe.close(state);
        }
    }
}
