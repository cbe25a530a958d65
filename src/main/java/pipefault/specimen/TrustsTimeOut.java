package pipefault.specimen;

import pipefault.oracle.Verdict;
import pipefault.platform.Overlapped;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the look at {@code Internal} after a time-out.
 *
 * <p>A blocking wait may answer a time-out although the operation is over (fact GR20). It gives up before its time then, and
 * stopping takes the connection down for nothing.
 */
@Defective(
        value = "Is the recovering writer, but does not look at Internal after a time-out.",
        origin = "the recovering writer without one of its decisions",
        run = "D2b-sync-event/false-time-out",
        verdict = Verdict.MISREPORTED,
        oracle = "notification")
public final class TrustsTimeOut extends WriterSteps {

    /** Creates the steps. */
    public TrustsTimeOut() {}

    @Override
    public AfterTimeOut afterTimeOut(Overlapped overlapped, boolean boundPassed) {
        return AfterTimeOut.GIVE_UP;
    }
}
