package pipefault.specimen;

import pipefault.platform.Overlapped;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the look at {@code Internal} after a time-out.
 *
 * <p>Origin: one fix taken out of the recovering writer. Shown by a blocking wait that answers a time-out although the
 * operation is over (fact GR20), before the pool has looked: {@code Callback@pool#1 -> hold(before, in-callback);
 * GetOverlappedResultEx#1 -> fail(WAIT_TIMEOUT, performed)}. The wait gives up before its time, and stopping takes the
 * connection down for nothing. Verdict: MISREPORTED.
 */
public final class TrustsTimeOut extends WriterSteps {

    /** Creates the steps. */
    public TrustsTimeOut() {}

    @Override
    public AfterTimeOut afterTimeOut(Overlapped overlapped, boolean boundPassed) {
        return AfterTimeOut.GIVE_UP;
    }
}
