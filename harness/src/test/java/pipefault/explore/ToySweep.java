package pipefault.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Finding;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.trace.Trace;

/** A script of which only the numbers of its calls are known, and what comes of it under a fault. */
public final class ToySweep {

    /** What is swept. */
    public static final RunSpec SCRIPT = script();

    /** Every run that was made, in order. */
    final List<RunSpec> made = new ArrayList<>();

    private final Map<FailPoint, Integer> calls;
    private final BiFunction<Fault, Boolean, Verdict> verdicts;

    /**
     * @param calls how often each call is made
     * @param verdicts what a fault leads to, and whether it fires
     */
    public ToySweep(Map<FailPoint, Integer> calls, BiFunction<Fault, Boolean, Verdict> verdicts) {
        this.calls = calls;
        this.verdicts = verdicts;
    }

    private static RunSpec script() {
        Variant variant = new Variant("only", FaultPlan.parse("CancelIoEx#1 -> fail(5)"), run -> {});
        Scenario scenario =
                new Scenario("toy", "?", List.of(Oracles.RECOVERY), RecoveryMode.FRESH_SUBJECT, List.of(variant));
        return new RunSpec(scenario, variant, new Nobody(), 0, null);
    }

    private record Nobody() implements SubjectFactory {
        @Override
        public String name() {
            return "nobody";
        }

        @Override
        public boolean ownsHandle() {
            return false;
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            throw new IllegalStateException("a toy opens nothing");
        }
    }

    /** Returns the sweep, after perfect runs without faults. */
    public Sweep sweep() {
        return sweep(Verdict.UNAFFECTED, Verdict.UNAFFECTED);
    }

    Sweep sweep(Verdict control, Verdict withSeed) {
        return Sweep.begin(SCRIPT, new RunExecutor() {
            @Override
            public List<RunResult> runWithControl(RunSpec spec) {
                return List.of(
                        result(RunResult.CONTROL, List.of(), control), result(RunResult.FAULT, List.of(), withSeed));
            }

            @Override
            public RunResult run(RunSpec spec) {
                return result(RunResult.FAULT, passed(spec.plan()), Verdict.NOT_EXERCISED);
            }
        });
    }

    private List<RunResult.Fired> passed(FaultPlan plan) {
        return plan.faults().stream()
                .map(fault -> fired(fault, calls.getOrDefault(fault.point(), 0)))
                .toList();
    }

    private static RunResult.Fired fired(Fault fault, int times) {
        return new RunResult.Fired(fault.toString(), times, times > 0 ? "" : fault.point() + " was never called");
    }

    /** Makes a run. */
    RunResult run(RunSpec spec) {
        made.add(spec);
        Fault fault = spec.plan().faults().get(0);
        boolean fires = fault.trigger().first() <= calls.getOrDefault(fault.point(), 0);
        Verdict verdict = verdicts.apply(fault, fires);
        return result(RunResult.FAULT, List.of(fired(fault, fires ? 1 : 0)), verdict);
    }

    /** Tests the whole map. */
    public SweepResult result() {
        return result(this::run);
    }

    SweepResult result(Function<RunSpec, RunResult> runner) {
        Sweep sweep = sweep();
        SweepResult result = new SweepResult(sweep, false);
        result.toTest().forEach(cell -> result.add(sweep.test(cell, runner, () -> false)));
        return result;
    }

    /** Returns the plans of the runs that were made. */
    List<String> plans() {
        return made.stream().map(spec -> spec.plan().toString()).toList();
    }

    static RunResult result(String phase, List<RunResult.Fired> fired, Verdict verdict) {
        boolean bad = !verdict.isGood() && verdict != Verdict.NOT_EXERCISED;
        return new RunResult(
                "toy",
                "only_bare",
                "nobody",
                phase,
                0,
                verdict,
                fired.size() == 1 ? fired.get(0).fault() : "",
                fired,
                bad ? List.of(new Finding("toy oracle", verdict, "the toy broke")) : List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                1);
    }

    /** Says that a fault does no harm. */
    public static Verdict good(boolean fires) {
        return fires ? Verdict.RECOVERED : Verdict.NOT_EXERCISED;
    }

    static boolean isPass(Fault fault) {
        return fault.action() instanceof Action.Pass;
    }
}
