package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the look at what CreateEvent answered.
 *
 * <p>The wait of a write that pends is armed with NULL, which disarms it (fact TP06).
 */
@Defective(
        value = "Is the recovering writer, but does not look at what CreateEvent answered.",
        origin = "the recovering writer without one of its decisions",
        run = "D2-event/no-event",
        verdict = Verdict.STUCK,
        oracle = "termination")
public final class IgnoresNullEvent extends WriterSteps {

    /** Creates the steps. */
    public IgnoresNullEvent() {}

    @Override
    public Handle eventOf(CallResult created) {
        return created.rawHandle();
    }
}
