package pipefault.scenario;

import java.util.List;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** Executes scripts with writers of tests, on the simulated kernel. */
final class TestRuns {

    private TestRuns() {}

    static Runner runner() {
        return new Runner(seed -> SimulatedWorld.create(seed == 0 ? Schedules.first() : Schedules.random(seed)));
    }

    static RunSpec spec(
            String plan, RecoveryMode recovery, List<Oracle> question, SubjectFactory writer, Script script) {
        FaultPlan faults = plan.isEmpty() ? FaultPlan.NONE : FaultPlan.parse(plan);
        Variant variant = new Variant("only", faults, script);
        return new RunSpec(new Scenario("test", "?", question, recovery, List.of(variant)), variant, writer, 1, null);
    }

    /** Executes the control run and the run with faults, with a fresh subject in the recovery phase. */
    static List<RunResult> both(String plan, SubjectFactory writer, Script script) {
        return runner().runWithControl(
                        spec(plan, RecoveryMode.FRESH_SUBJECT, List.of(Oracles.TERMINATION), writer, script));
    }

    /** Executes both, and returns the result of the run with faults. */
    static RunResult faulted(String plan, SubjectFactory writer, Script script) {
        return both(plan, writer, script).get(1);
    }

    /** Executes a run without faults in which the same subject has to write once more. */
    static RunResult recovering(SubjectFactory writer, Script script) {
        return runner().runWithControl(
                        spec("", RecoveryMode.SAME_SUBJECT, List.of(Oracles.TERMINATION), writer, script))
                .get(1);
    }

    static List<String> evidence(RunResult result) {
        return result.evidence().stream()
                .map(finding -> finding.oracle() + ": " + finding.text())
                .toList();
    }

    static List<String> oracles(RunResult result) {
        return result.evidence().stream().map(Finding::oracle).toList();
    }
}
