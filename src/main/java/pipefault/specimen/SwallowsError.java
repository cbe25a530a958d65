package pipefault.specimen;

import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the report of an error.
 *
 * <p>Origin: one fix taken out of the recovering writer. Shown by a completion that ends in an error:
 * {@code GetOverlappedResult@pool#1 -> fail(ERROR_BROKEN_PIPE)}. Verdict: MISREPORTED.
 */
public final class SwallowsError extends WriterSteps {

    /** Creates the steps. */
    public SwallowsError() {}

    @Override
    public boolean surfaces(int code) {
        return false;
    }
}
