package pipefault.specimen;

import java.util.function.BooleanSupplier;
import pipefault.oracle.Verdict;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the wait for the completion after the cancel.
 */
@Defective(
        value = "Is the recovering writer, but does not wait for the completion after the cancel.",
        origin = "the recovering writer without one of its decisions",
        run = "D1a-memory/cancel-fails",
        verdict = Verdict.MEMORY_UNSAFE,
        oracle = "ownership")
public final class NoCompletionWait extends WriterSteps {

    /** Creates the steps. */
    public NoCompletionWait() {}

    @Override
    public boolean isOverAfterCancel(BooleanSupplier awaitCompletion) {
        return true;
    }
}
