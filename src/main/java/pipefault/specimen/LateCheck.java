package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;
import pipefault.scenario.Listener;

/**
 * Defective on purpose: the error of a completion is kept, but the block is credited and the next one started all the same.
 */
@Defective(
        value = "Credits a failed block and starts the next write before it looks at the error.",
        origin = "the defect report, claim 4 as it is reported",
        run = "D4-late-error/broken-pipe",
        verdict = Verdict.MISREPORTED,
        oracle = "error order")
public final class LateCheck extends ReviewedWriter {

    /** Guarded by the mutex. */
    private int keptError = Win32Error.ERROR_SUCCESS;

    /** Opens the writer. */
    public LateCheck(Platform platform, Handle pipe, Listener listener) {
        super(platform, pipe, listener);
    }

    @Override
    protected int completed(int error, int bytes) {
        if (error == Win32Error.ERROR_SUCCESS) {
            return super.completed(error, bytes);
        }
        keptError = error;
        creditBlock();
        return Win32Error.ERROR_SUCCESS;
    }

    @Override
    protected boolean admitsMore() {
        if (keptError != Win32Error.ERROR_SUCCESS) {
            fail(keptError);
        }
        return super.admitsMore();
    }
}
