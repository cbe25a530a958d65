package pipefault.foreign;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
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
 * @param spent whether this process can make no further run: a thread is still inside the subject, or the kernel still has what was
 *     on the stack of one
 * @param workaround what stood in for the kernel, in words; empty for nothing
 */
public record ForeignResult(
        String plan,
        int fired,
        Verdict verdict,
        List<Finding> findings,
        List<Attempt> attempts,
        Trace trace,
        boolean spent,
        String workaround) {

    private static final String SCENARIO = "foreign";

    /** Copies the lists. */
    public ForeignResult {
        findings = List.copyOf(findings);
        attempts = List.copyOf(attempts);
    }

    /** Returns the verdict where nothing was found. */
    static Verdict good(boolean withFaults, int fired, List<Attempt> attempts) {
        if (fired == 0 && withFaults) {
            return Verdict.NOT_EXERCISED;
        }
        boolean told = attempts.stream().anyMatch(each -> !each.ok() || each.tellsOfAnEnd());
        return fired > 0 && told ? Verdict.RECOVERED : Verdict.UNAFFECTED;
    }

    /** Returns the same without what the control run has shown too, in whatever call, and judged by the rest. */
    public ForeignResult beyond(ForeignResult control) {
        Set<String> natural = control.findings.stream()
                .map(each -> ForeignFinding.kindOf(each.text()))
                .collect(Collectors.toSet());
        List<Finding> rest = findings.stream()
                .filter(each -> !natural.contains(ForeignFinding.kindOf(each.text())))
                .toList();
        Verdict judged = rest.isEmpty()
                ? good(!plan.isEmpty(), fired, attempts)
                : rest.get(0).verdict();
        return new ForeignResult(plan, fired, judged, rest, attempts, trace, spent, workaround);
    }

    /** Returns the same with only what is wrong in another way than these, and judged by that; itself if there is nothing such. */
    public ForeignResult unexpected(Set<Verdict> expected) {
        List<Finding> rest = findings.stream()
                .filter(each -> !expected.contains(each.verdict()))
                .toList();
        return rest.isEmpty()
                ? this
                : new ForeignResult(plan, fired, rest.get(0).verdict(), rest, attempts, trace, spent, workaround);
    }

    /** Returns it in the form that every report is made of. */
    public RunResult asRun(String subject, Script script) {
        return new RunResult(
                SCENARIO,
                script.toString(),
                subject,
                plan.isEmpty() ? RunResult.CONTROL : RunResult.FAULT,
                1,
                verdict,
                plan,
                plan.isEmpty() ? List.of() : List.of(new RunResult.Fired(plan, fired, "")),
                findings,
                List.of(),
                workaround.isEmpty()
                        ? List.of()
                        : List.of("in every run of this subject one rule stands in for the kernel: " + workaround),
                List.of(),
                Map.of(),
                trace,
                0);
    }
}
