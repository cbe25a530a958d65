package pipefault.oracle;

import java.util.List;

/** Decides one property of a finished run. */
public interface Oracle {

    /** Returns the name in reports, for example {@code wire bytes}. */
    String name();

    /** Returns what the evidence shows to be broken, in the order in which it happened; empty if nothing is. */
    List<Finding> judge(Evidence evidence);
}
