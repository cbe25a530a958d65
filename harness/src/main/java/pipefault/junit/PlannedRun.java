package pipefault.junit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Assumptions;
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

    /** Whose turn it is on the real kernel, where runs take place one after another; lives in JUnit's own store. */
    static final class NativeTurn extends ReentrantLock {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void play(TestBody body, ExtensionContext context) throws Throwable {
        if (kernel == World.Kernel.SIMULATED) {
            play(body, context, Runner.simulated());
            return;
        }
        WindowsKernel.whyUnavailable()
                .ifPresent(why -> Assumptions.abort("the native kernel is not available here: " + why));
        NativeTurn turn = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(NativeTurn.class))
                .getOrComputeIfAbsent(NativeTurn.class, key -> new NativeTurn(), NativeTurn.class);
        turn.lock();
        try {
            play(body, context, new Runner(seed -> WindowsKernel.newWorld()));
        } finally {
            turn.unlock();
        }
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
