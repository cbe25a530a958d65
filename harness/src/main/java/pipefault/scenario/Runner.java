package pipefault.scenario;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.inject.Property;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.world.World;

/** Executes runs in this process, one after another, and judges them. */
public final class Runner implements RunExecutor {

    private final LongFunction<World> worlds;
    private Consumer<String> onUnsafe = text -> {};

    /**
     * Creates a runner.
     *
     * @param worlds makes a fresh world from a seed; 0 is the default schedule, which a control run has: a race that needs no
     *     fault may show under any other
     */
    public Runner(LongFunction<World> worlds) {
        this.worlds = worlds;
    }

    /** Sets who is told at once of each finding about memory, before a run has ended. */
    void onUnsafe(Consumer<String> watcher) {
        onUnsafe = watcher;
    }

    @Override
    public List<RunResult> runWithControl(RunSpec spec) {
        RunResult control = run(spec, true);
        return List.of(control, run(spec, false).comparedWith(control));
    }

    /** Executes one run; whether it could be told from its control run is left open. */
    RunResult run(RunSpec spec, boolean control) {
        long start = System.nanoTime();
        FaultPlan plan = control ? FaultPlan.NONE : spec.plan();
        try (World world = worlds.apply(control ? 0 : spec.seed())) {
            Interception interception = new Interception(world, plan, spec.seed());
            interception.observations().onAdded(observation -> {
                if (observation.property() == Property.OWNERSHIP) {
                    onUnsafe.accept(observation.text());
                }
            });
            Execution execution = new Execution(world, interception, spec, control);
            execution.play();
            return new Judgement(execution, interception, spec, control)
                    .result(spec, plan.toString(), millisSince(start));
        } catch (RuntimeException | Error e) {
            StringWriter stack = new StringWriter();
            e.printStackTrace(new PrintWriter(stack, true));
            Finding finding = new Finding(
                    "harness", Verdict.HARNESS_ERROR, stack.toString().strip());
            return RunResult.broken(spec, control, List.of(finding), millisSince(start));
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
