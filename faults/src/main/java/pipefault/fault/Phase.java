package pipefault.fault;

import java.util.Locale;

/** On which side of the real call something happens. */
public enum Phase {
    /** The call was entered and has not reached the platform. */
    BEFORE,
    /** The platform has answered and the caller has not got the answer: it is getting stale. */
    AFTER;

    /** Returns the phase as a plan spells it: {@code before} or {@code after}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
