package pipefault.fault;

import org.jspecify.annotations.Nullable;

/**
 * A moment of a run: the n-th time a fail point was entered, or the n-th call at it returned.
 *
 * <p>Text form: {@code CancelIoEx#1}, {@code CancelIoEx@owner#2.returned}.
 *
 * @param point the fail point
 * @param role counts only calls of this thread role; null counts all
 * @param occurrence counted from 1, from the subject's creation
 * @param returned the call's return instead of its entry
 */
public record UntilEvent(FailPoint point, @Nullable String role, int occurrence, boolean returned) {

    /** Checks what can be checked without a run. */
    public UntilEvent {
        if (role != null) {
            role = Names.require(Refusal.Part.VALUE, "thread role", role);
        }
        occurrence = Trigger.requireOccurrence(Refusal.Part.VALUE, occurrence);
        if (returned && point == FailPoint.EVENT) {
            throw Refusal.of(Refusal.Part.VALUE, "Event is a moment and does not return", ".returned")
                    .error();
        }
    }

    /**
     * Reads a moment; without {@code #n} it is the first.
     *
     * @throws FaultPlanError with the place in the text
     */
    public static UntilEvent parse(String text) {
        return PlanParser.event(text);
    }

    /** Returns the moment at which the n-th call is entered, on any thread. */
    public static UntilEvent entered(FailPoint point, int occurrence) {
        return new UntilEvent(point, null, occurrence, false);
    }

    /** Returns the moment at which the n-th call has returned, on any thread. */
    public static UntilEvent returned(FailPoint point, int occurrence) {
        return new UntilEvent(point, null, occurrence, true);
    }

    /** Returns the same moment, counted on threads of one role only. */
    public UntilEvent by(String newRole) {
        return new UntilEvent(point, newRole, occurrence, returned);
    }

    /** Tells whether a call on a thread of this role counts. */
    public boolean admits(@Nullable String callerRole) {
        return Trigger.roleAdmits(role, callerRole);
    }

    @Override
    public String toString() {
        return point + (role == null ? "" : "@" + role) + "#" + occurrence + (returned ? ".returned" : "");
    }
}
