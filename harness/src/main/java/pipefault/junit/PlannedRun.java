package pipefault.junit;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import pipefault.fault.FaultPlan;
import pipefault.jna.WindowsKernel;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Variant;
import pipefault.world.World;

/**
 * Plays a body under a plan, after its control run.
 *
 * @param swept whether the plan comes from a sweep: then it is the bare script that is played, whose control run is an
 *     invocation of its own
 */
record PlannedRun(Declaration declaration, FaultPlan plan, World.Kernel kernel, boolean swept) implements Playing {

    @Override
    public void play(TestBody body, ExtensionContext context) throws Throwable {
        if (kernel == World.Kernel.SIMULATED) {
            play(body, context, Runner.simulated());
            return;
        }
        NativeTurn.of(context).take(() -> play(body, context, new Runner(seed -> WindowsKernel.newWorld())));
    }

    private void play(TestBody body, ExtensionContext context, Runner runner) throws Throwable {
        RunSpec spec = declaration.spec(body.script(), plan);
        if (swept) {
            spec = new RunSpec(spec.scenario(), spec.variant().bare(), spec.factory(), spec.seed(), plan);
        }
        boolean withControl = declaration.control() && !swept;
        List<RunResult> results = withControl ? runner.runWithControl(spec) : List.of(runner.run(spec));
        body.throwIfAborted();
        Settlement settlement = new Settlement(declaration, context);
        for (RunResult result : results) {
            boolean control = result.phase().equals(RunResult.CONTROL);
            Set<Verdict> expected = control || plan.isEmpty() ? Variant.GOOD : declaration.expect();
            settlement.settle(result, expected, settlement.again(), body.thrown(control || swept));
        }
    }
}
