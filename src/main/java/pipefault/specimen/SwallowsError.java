package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the report of an error.
 */
@Defective(
        value = "Is the recovering writer, but tells nobody about an error.",
        origin = "the recovering writer without one of its decisions",
        run = "D4a-lost-error/broken-pipe",
        verdict = Verdict.MISREPORTED,
        oracle = "error timeliness")
public final class SwallowsError extends WriterSteps {

    /** Creates the steps. */
    public SwallowsError() {}

    @Override
    public boolean surfaces(int code) {
        return false;
    }
}
