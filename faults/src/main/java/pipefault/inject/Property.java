package pipefault.inject;

/** What an observation at the platform speaks of; each has its oracle. */
public enum Property {
    /** Operation, event or wait given back, moved or used again while the kernel owns it (facts LT05, LT06). */
    OWNERSHIP,
    /** Every handle closed exactly once. */
    HANDLES,
    /** NULL or a closed handle where Windows requires an open one. */
    ARGUMENTS,
    /** No blocking call, no cancel and no foreign call-out under a mutex of the platform. */
    LOCK_DISCIPLINE
}
