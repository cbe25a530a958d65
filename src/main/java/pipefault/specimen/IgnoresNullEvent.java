package pipefault.specimen;

import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the look at what CreateEvent answered.
 *
 * <p>Origin: one fix taken out of the recovering writer. Shown by {@code CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)}
 * and a write that pends: the wait is armed with NULL, which disarms it (fact TP06). Verdict: STUCK.
 */
public final class IgnoresNullEvent extends WriterSteps {

    /** Creates the steps. */
    public IgnoresNullEvent() {}

    @Override
    public Handle eventOf(CallResult created) {
        return created.rawHandle();
    }
}
