package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: the flag of an outstanding post is set after the post and not before the mutex is let go.
 *
 * <p>The owner works the task off before the poster sets the flag, which nobody clears any more.
 */
@Defective(
        value = "Sets the flag of an outstanding post too late, so that no later completion is posted.",
        origin = "the defect report, claim 3, second invariant",
        run = "D3-window/delivered-in-between",
        verdict = Verdict.STUCK,
        oracle = "termination")
public final class FlagAfterPost extends ReviewedWriter {

    /** Opens the writer. */
    public FlagAfterPost(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    protected boolean flagsBeforeUnlock() {
        return false;
    }

    @Override
    protected void announce(long count) {
        super.announce(count);
        flagPosted();
    }
}
