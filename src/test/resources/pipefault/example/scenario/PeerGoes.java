package com.example;

import java.util.List;
import pipefault.defects.Writers;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** Asks what a writer makes of a peer that goes away in the middle of a write. */
public final class PeerGoes {

    /** The question, and two ways to put it. */
    static final Scenario SCENARIO = new Scenario(
            "peer-goes",
            "The peer goes away in the middle of a write: is the owner told?",
            List.of(Oracles.ERROR_TIMELINESS, Oracles.TERMINATION),
            RecoveryMode.FRESH_SUBJECT,
            List.of(
                    new Variant("goes", FaultPlan.NONE, PeerGoes::play),
                    new Variant(
                            "goes-during-a-late-callback",
                            FaultPlan.parse("GetOverlappedResult@pool#1 -> delay(before, 500ms)"),
                            PeerGoes::play)));

    private static void play(Run run) {
        if (!run.open()) {
            return; // it refused with an exception: a clear word, and nothing more to ask
        }
        run.write(Run.LARGE); // more than the pipe takes: pending
        run.peer().readExactly(Run.QUOTA);
        run.awaitReceived(Run.QUOTA);
        run.hazard(run.peer()::vanish); // the control run leaves this out
        if (run.isControl()) {
            run.peer().drain();
        }
        run.expectReported(); // all of it is reported, or the writer says why not
        run.close().within(Bounds.STEP);
    }

    public static void main(String[] arguments) {
        Runner runner = new Runner(seed -> SimulatedWorld.create(Schedules.ofSeed(seed)));
        for (Variant variant : SCENARIO.variants()) {
            for (SubjectFactory writer : List.of(Writers.asShipped(), Writers.recovering())) {
                for (RunResult result : runner.runWithControl(new RunSpec(SCENARIO, variant, writer, 1, null))) {
                    System.out.println(variant.name() + ", " + writer.name() + ", " + result.phase() + " run: "
                            + result.verdict());
                    result.evidence()
                            .forEach(finding -> System.out.println("  " + finding.oracle() + ": " + finding.text()));
                }
            }
        }
    }
}
