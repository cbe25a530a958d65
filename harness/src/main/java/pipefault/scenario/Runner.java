package pipefault.scenario;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import pipefault.fault.FaultPlan;
import pipefault.inject.FaultChoice;
import pipefault.inject.Interception;
import pipefault.inject.Property;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
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

    /** Returns one for the simulated kernel; the seed of a run decides the order of its threads. */
    public static Runner simulated() {
        return new Runner(seed -> SimulatedWorld.create(Schedules.ofSeed(seed)));
    }

    @Override
    public RunResult run(RunSpec spec) {
        return run(spec, false);
    }

    @Override
    public List<RunResult> runWithControl(RunSpec spec) {
        RunResult control = run(spec, true);
        return List.of(control, run(spec, false).comparedWith(control));
    }

    /** Executes one run; whether it could be told from its control run is left open. */
    public RunResult run(RunSpec spec, boolean control) {
        FaultPlan plan = control ? FaultPlan.NONE : spec.plan();
        boolean all = control || !spec.factory().isSpecimen();
        return run(
                () -> worlds.apply(control ? 0 : spec.seed()),
                world -> new Interception(world, plan, spec.seed()),
                spec,
                all ? Oracles.deciding() : spec.question(),
                control);
    }

    /**
     * Executes one run whose faults are chosen while it goes on; every oracle decides its verdict.
     *
     * @param world a fresh one; is closed
     * @param choice adds faults to the plan of the variant
     * @param armed gets the interception before the first step
     */
    public static RunResult searched(RunSpec spec, World world, FaultChoice choice, Consumer<Interception> armed) {
        return new Runner(seed -> world).searchedIn(spec, world, choice, armed);
    }

    /**
     * Executes the same, and tells of findings about memory at once.
     *
     * @param world a fresh one; is closed
     * @param choice adds faults to the plan of the variant
     * @param armed gets the interception before the first step
     */
    public RunResult searchedIn(RunSpec spec, World world, FaultChoice choice, Consumer<Interception> armed) {
        return run(
                () -> world,
                own -> {
                    Interception interception = new Interception(own, spec.plan(), spec.seed(), choice);
                    armed.accept(interception);
                    return interception;
                },
                spec,
                Oracles.deciding(),
                false);
    }

    private RunResult run(
            Supplier<World> fresh,
            Function<World, Interception> arming,
            RunSpec spec,
            List<Oracle> deciding,
            boolean control) {
        long start = System.nanoTime();
        try (World world = fresh.get()) {
            Interception interception = arming.apply(world);
            interception.observations().onAdded(observation -> {
                if (observation.property() == Property.OWNERSHIP) {
                    onUnsafe.accept(observation.text());
                }
            });
            Execution execution = new Execution(world, interception, spec, control);
            execution.play();
            return new Judgement(execution, interception, deciding, control).result(spec, millisSince(start));
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
