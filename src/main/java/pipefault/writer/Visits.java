package pipefault.writer;

import org.jspecify.annotations.Nullable;
import pipefault.writer.WriterState.Leave;

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

    /** Does what is left to do for a thread that leaves, after the use of a transfer or without one. */
    void leave(@Nullable Transfer transfer, Leave leave) {
        if (transfer != null) {
            switch (leave.fate()) {
                case RELEASE -> transfer.release();
                case HAND_OVER -> transfer.handOver(() -> objects.closeCompletion(state));
                case KEPT -> {
                    // The kernel has it, or somebody else still looks at it.
                }
            }
        }
        if (leave.last()) {
            takeDown();
        }
    }

    /** Begins to take everything down; the last visitor completes it if there is one. */
    void closeDoors() {
        if (state.beginClosing()) {
            takeDown();
        }
    }

    private void takeDown() {
        objects.close(state);
        if (pipe.isCloseRequested()) {
            pipe.close(state);
        }
    }
}
