package pipefault.inject;

import pipefault.fault.FailPoint;
import pipefault.platform.CallResult;

/**
 * One answer that the subject has seen.
 *
 * @param sequence where in the trace it stands
 * @param call number of the call
 * @param actor the thread that got it
 * @param point which call
 * @param operation name of the operation that the call started or asked about; empty if there is none
 * @param result the answer as the subject saw it
 * @param injected whether a fault made it so
 */
public record Answer(
        int sequence, int call, String actor, FailPoint point, String operation, CallResult result, boolean injected) {}
