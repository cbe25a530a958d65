package pipefault.foreign;

import pipefault.fault.FaultPlan;

/**
 * What stands in for a kernel where that deviates from Windows, so that a subject can be driven on it at all.
 *
 * <p>It holds in every run of the subject, the control runs included, after the faults of the run: these decide first. It
 * counts neither as a fault tried nor as one that fired, and every report names it.
 *
 * @param plan what is answered in place of the kernel; not empty
 * @param why what the kernel does, and what Windows does, in words that complete "because"
 */
public record Workaround(FaultPlan plan, String why) {

    /** Refuses a work-around that does nothing, or nobody knows why. */
    public Workaround {
        if (plan.isEmpty() || why.isBlank()) {
            throw new IllegalArgumentException("a work-around has a plan and a reason, but has: " + plan + ", " + why);
        }
    }

    /** Returns it as reports say it. */
    public String words() {
        return "`" + plan + "`, because " + why;
    }
}
