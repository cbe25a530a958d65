package pipefault.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pipefault.fault.Action;
import pipefault.fault.Fault;
import pipefault.inject.FaultStatus;
import pipefault.inject.Interception;
import pipefault.oracle.Evidence;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;

/** Makes a result of what a finished run has left: the findings of the oracles, and the verdict. */
final class Judgement {

    private final Execution execution;
    private final Interception interception;
    private final boolean control;
    private final List<Finding> decisive = new ArrayList<>();
    private final List<Finding> beside = new ArrayList<>();
    private final List<RunResult.Fired> fired = new ArrayList<>();
    private final List<String> notes;

    Judgement(Execution execution, Interception interception, List<Oracle> deciding, boolean control) {
        this.execution = execution;
        this.interception = interception;
        this.control = control;
        notes = new ArrayList<>(execution.notes());
        notes.addAll(interception.operations().writtenAfterRelease());
        judge(deciding);
        takeFaults();
    }

    private void judge(List<Oracle> deciding) {
        Evidence evidence = execution.evidence();
        for (Oracle oracle : Oracles.all()) {
            // What a run shows whose threads were turned away is our doing.
            (deciding.contains(oracle) && !execution.hasStrangers() ? decisive : beside).addAll(oracle.judge(evidence));
        }
        String failure = execution.failure();
        if (failure != null) {
            decisive.add(new Finding(AssertingScript.ORACLE, Verdict.MISREPORTED, failure));
        }
    }

    private void takeFaults() {
        for (FaultStatus status : interception.faultStatus()) {
            String missing = status.times() == 0 ? status.nearMiss() : unopened(status.fault());
            fired.add(new RunResult.Fired(status.fault().toString(), status.times(), missing));
            if (!missing.isEmpty()) {
                String how = status.times() == 0 ? "did not fire: " : "fired in vain: ";
                notes.add(how + status.fault() + " (" + missing + ")");
            }
        }
    }

    /** Returns what a hold has waited for in vain; empty for any other fault. */
    private String unopened(Fault fault) {
        if (!(fault.action() instanceof Action.Hold hold)
                || !interception.expiredHolds().contains(hold.gate())) {
            return "";
        }
        String bound = " within " + Interception.DEAD_MAN_BOUND.toSeconds() + " s";
        return hold.until() == null
                ? "nobody opened gate " + hold.gate() + bound
                : hold.until() + " did not come" + bound;
    }

    private Verdict verdict() {
        Verdict worst = Verdict.UNAFFECTED;
        for (Finding finding : decisive) {
            worst = worst.orWorse(finding.verdict());
        }
        if (!worst.isGood()) {
            return worst;
        }
        if (execution.isNotApplicable() || execution.hasStrangers()) {
            return Verdict.NOT_APPLICABLE;
        }
        boolean missed = fired.stream().anyMatch(fault -> fault.times() == 0)
                || execution.isNotArranged()
                || !interception.expiredHolds().isEmpty();
        if (missed) {
            return Verdict.NOT_EXERCISED;
        }
        return control ? worst : Verdict.RECOVERED;
    }

    /** Returns the result; RECOVERED is not yet told from UNAFFECTED. */
    RunResult result(RunSpec spec, long millis) {
        return new RunResult(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                control ? RunResult.CONTROL : RunResult.FAULT,
                spec.seed(),
                verdict(),
                fired.stream().map(RunResult.Fired::fault).collect(Collectors.joining("; ")),
                fired,
                decisive,
                beside,
                notes,
                execution.lastSeen(),
                Gathering.signature(execution.evidence()),
                interception.recorder().trace(),
                millis);
    }
}
