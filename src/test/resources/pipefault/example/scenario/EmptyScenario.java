package com.example;

import java.util.List;
import pipefault.defects.Writers;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** A scenario without a step. */
public final class EmptyScenario {

    public static void main(String[] arguments) {
        Variant variant = new Variant("nothing", FaultPlan.parse("WriteFile#1 -> fail(ERROR_NO_DATA)"), run -> {});
        Scenario scenario = new Scenario(
                "empty",
                "Does a failure of WriteFile reach the owner?",
                List.of(Oracles.ERROR_TIMELINESS), // decides for a specimen; for a writer that has to be right all decide
                RecoveryMode.FRESH_SUBJECT, // who has to do the work again in the end
                List.of(variant));
        Runner runner = new Runner(seed -> SimulatedWorld.create(Schedules.ofSeed(seed)));
        for (RunResult result : runner.runWithControl(new RunSpec(scenario, variant, Writers.recovering(), 1, null))) {
            System.out.println(result.phase() + " run: " + result.verdict());
            result.notes().forEach(note -> System.out.println("  " + note));
        }
    }
}
