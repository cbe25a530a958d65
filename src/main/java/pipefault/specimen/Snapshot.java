package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: the posted task carries the byte count of the moment in which it was posted.
 *
 * <p>A wait takes the bytes while the poster stands before its post, and the task reports them again.
 */
@Defective(
        value = "Posts a task that carries the byte count, so that bytes taken meanwhile are reported twice.",
        origin = "the defect report, claim 3, first invariant",
        run = "D3-window/consumed-by-wait",
        verdict = Verdict.MISREPORTED,
        oracle = "accounting")
public final class Snapshot extends ReviewedWriter {

    /** Opens the writer. */
    public Snapshot(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    protected void announce(long count) {
        post(() -> {
            long later = takeUnreported(true) - count;
            tellWritten(count + Math.max(0, later));
        });
    }
}
