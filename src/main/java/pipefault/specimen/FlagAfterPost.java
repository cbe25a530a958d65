package pipefault.specimen;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: the flag of an outstanding post is set after the post and not before the mutex is let go.
 *
 * <p>Origin: claim 3; the second invariant is broken. Shown by D3-window: the owner works the task off before the poster
 * sets the flag, which nobody clears any more; no later completion is posted. Verdict: STUCK.
 */
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
