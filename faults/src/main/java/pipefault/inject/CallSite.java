package pipefault.inject;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;

/**
 * A call that is about to be made, as the interception needs to know it.
 *
 * @param point where faults can be placed
 * @param arguments the arguments, for argument predicates
 * @param text the arguments as words for the trace
 * @param operation name of the operation that the call starts or asks about; empty if there is none
 * @param blocking whether the call may block its thread
 */
public record CallSite(
        FailPoint point, List<@Nullable Object> arguments, String text, String operation, boolean blocking) {}
