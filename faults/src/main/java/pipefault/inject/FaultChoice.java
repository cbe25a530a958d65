package pipefault.inject;

import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;

/**
 * Adds faults to a plan while a run goes on: the part of a search that asks what each call may answer.
 *
 * <p>Is asked for each call that no fault of the plan decides, and that Windows may still answer in more than one way,
 * until the faults are lifted.
 */
@FunctionalInterface
public interface FaultChoice {

    /** Leaves every call to the plan. */
    FaultChoice NONE = (point, occurrence) -> null;

    /**
     * Decides about one call; called by one thread at a time, which holds a lock of the interception: returns soon and
     * makes no call.
     *
     * @param occurrence the number of the call among those of its point, from 1
     * @return a fault that fires at this call, by its trigger too; null for none
     */
    @Nullable
    Fault at(FailPoint point, int occurrence);
}
