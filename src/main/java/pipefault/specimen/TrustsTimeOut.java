package pipefault.specimen;

import pipefault.platform.Overlapped;
import pipefault.writer.WriterSteps;

/**
 * Defective on purpose: the recovering writer without the look at {@code Internal} after a time-out.
 *
 * <p>Origin: one fix taken out of the recovering writer. Shown by a write that the peer drains while it is being stopped,
 * with a wait that answers a time-out although the operation is over (fact GR20): {@code CancelIoEx ->
 * succeed(without-effect); GetOverlappedResultEx -> fail(WAIT_TIMEOUT, performed)}. Its bytes reached the peer and are
 * never reported. Verdict: MISREPORTED.
 */
public final class TrustsTimeOut extends WriterSteps {

    /** Creates the steps. */
    public TrustsTimeOut() {}

    @Override
    public AfterTimeOut afterTimeOut(Overlapped overlapped, boolean boundPassed) {
        return AfterTimeOut.GIVE_UP;
    }
}
