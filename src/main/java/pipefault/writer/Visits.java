package pipefault.writer;

import org.jspecify.annotations.Nullable;

/**
 * Ends the use of what several threads use at once: whoever leaves last gives it back.
 *
 * <p>So a thread that is held up inside a call never finds its memory released or its handle closed, even if stopping did
 * not wait for it.
 */
final class Visits {

    /** What becomes of a transfer that a thread leaves. */
    enum Fate {
        /** The kernel has it, or somebody else still looks at it. */
        KEPT,
        RELEASE,
        /** Its memory is left to its completion. */
        HAND_OVER,
        /** The thread that stops has gone on without it: whoever started it ends it, too. The thread has not left yet. */
        CANCEL
    }

    /**
     * What a thread has to do that leaves.
     *
     * @param fate what to do with its transfer
     * @param last whether it has to take the kernel objects down, as the last one
     */
    record Leave(Fate fate, boolean last) {}

    private final KernelObjects objects;
    private final PipeEnd pipe;
    private final Complaints complaints;

    Visits(KernelObjects objects, PipeEnd pipe, Complaints complaints) {
        this.objects = objects;
        this.pipe = pipe;
        this.complaints = complaints;
    }

    /** Does what is left to do for a thread that leaves, after the use of a transfer or without one. */
    void leave(@Nullable Transfer transfer, Leave leave) {
        if (transfer != null) {
            switch (leave.fate()) {
                case RELEASE -> transfer.release();
                case HAND_OVER -> transfer.handOver(() -> objects.closeCompletion(complaints));
                case KEPT, CANCEL -> {
                    // The kernel has it, or somebody still looks at it.
                }
            }
        }
        if (leave.last()) {
            takeDown();
        }
    }

    /** Closes what nobody uses any more. */
    void takeDown() {
        objects.close(complaints);
        if (pipe.isCloseRequested()) {
            pipe.close(complaints);
        }
    }
}
