package pipefault.specimen;

import java.util.function.BooleanSupplier;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the wait for the completion after the cancel.
 *
 * <p>Origin: one fix taken out of the recovering writer. Shown by a cancel that fails or has no effect on a pending write:
 * {@code CancelIoEx -> succeed(without-effect)}. Verdict: MEMORY_UNSAFE.
 */
public final class NoCompletionWait extends WriterSteps {

    /** Creates the steps. */
    public NoCompletionWait() {}

    @Override
    public boolean isOverAfterCancel(BooleanSupplier awaitCompletion) {
        return true;
    }
}
