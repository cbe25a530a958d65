package pipefault.foreign;

import java.util.List;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.trace.Trace;

/**
 * What one conversation under one plan has shown.
 *
 * @param plan the faults, as text, without the work-around; empty for the control run
 * @param fired how often they fired in all
 * @param verdict the worst that was found; UNAFFECTED or RECOVERED if nothing was
 * @param findings what is wrong, the worst first
 * @param attempts the calls of the subject, in order
 * @param trace what passed
 * @param stuck whether a thread is still inside the subject, so that this process can make no further run
 * @param workaround what stood in for the kernel, in words; empty for nothing
 */
public record ForeignResult(
        String plan,
        int fired,
        Verdict verdict,
        List<Finding> findings,
        List<Attempt> attempts,
        Trace trace,
        boolean stuck,
        String workaround) {

    /** Copies the lists. */
    public ForeignResult {
        findings = List.copyOf(findings);
        attempts = List.copyOf(attempts);
    }
}
