package pipefault.explore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.explore.SweepCell.Broke;
import pipefault.explore.SweepCell.State;
import pipefault.explore.SweepCell.When;
import pipefault.fault.Action;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.fault.Outcome;
import pipefault.fault.OutcomeCatalog;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;

/**
 * One script with one fault moved over every call: each answer of the catalogue at call 1, 2, 3, …, until it fires nowhere.
 *
 * <p>A run in which the fault fires must have a good verdict; one in which it does not must be perfect, as the control run.
 * Says what to run and judges it; who runs it is left to the caller. Immutable, so that cells can be tested at the same time.
 */
public final class Sweep {

    private static final String NEVER_CALLED = "never called by this script and writer";

    private final RunSpec script;
    private final List<RunResult> withoutFaults;
    private final Map<FailPoint, Integer> calls = new EnumMap<>(FailPoint.class);

    private Sweep(RunSpec script, List<RunResult> withoutFaults) {
        this.script = script;
        this.withoutFaults = List.copyOf(withoutFaults);
    }

    /**
     * Prepares a sweep: makes the control run, the same with the seed of the script, and one that counts the calls.
     *
     * @param script the scenario, variant, writer and seed
     */
    public static Sweep begin(RunSpec script, RunExecutor executor) {
        Sweep sweep = new Sweep(script, executor.runWithControl(withoutFaults(script)));
        for (RunResult.Fired fired : executor.run(counting(script)).fired()) {
            sweep.calls.put(Fault.parse(fired.fault()).point(), fired.times());
        }
        return sweep;
    }

    /** Returns the script without any fault. */
    static RunSpec withoutFaults(RunSpec script) {
        return bare(script, null);
    }

    /** Returns the script with a plan that changes nothing, and whose faults fire as often as their calls are made. */
    static RunSpec counting(RunSpec script) {
        List<Fault> passing = Stream.of(FailPoint.values())
                .map(point -> Fault.on(point).then(new Action.Pass()))
                .toList();
        return bare(script, new FaultPlan(passing));
    }

    /** Returns the run of a cell in which the fault is at a call, or begins there. */
    static RunSpec run(RunSpec script, SweepCell cell, int occurrence) {
        return bare(script, FaultPlan.of(fault(cell, occurrence)));
    }

    private static RunSpec bare(RunSpec script, @Nullable FaultPlan plan) {
        return new RunSpec(script.scenario(), script.variant().bare(), script.factory(), script.seed(), plan);
    }

    /** Returns what is swept. */
    public RunSpec script() {
        return script;
    }

    /** Returns the first run without faults that is not perfect; a sweep would say nothing then. */
    public Optional<RunResult> flawWithoutFaults() {
        return withoutFaults.stream()
                .filter(result -> !result.verdict().isGood())
                .findFirst();
    }

    /** Returns the map: every call with every answer, nothing tested yet. */
    public List<SweepCell> cells() {
        List<SweepCell> cells = new ArrayList<>();
        for (FailPoint point : FailPoint.values()) {
            for (When when : When.values()) {
                OutcomeCatalog.whyNone(point).ifPresent(why -> cells.add(cell(point, "none", when, Optional.of(why))));
            }
            for (Outcome outcome : OutcomeCatalog.of(point)) {
                for (When when : When.values()) {
                    cells.add(cell(point, outcome.words(), when, obstacle(outcome, when)));
                }
            }
        }
        return cells;
    }

    /**
     * Returns a plan for each call that the control run has made and each answer that it may get, in the order of the map.
     *
     * @param when how often an answer is given
     */
    public List<FaultPlan> plans(Set<When> when) {
        List<FaultPlan> plans = new ArrayList<>();
        for (SweepCell cell : cells()) {
            if (cell.state() == State.UNTESTED && when.contains(cell.when())) {
                for (int occurrence = 1; occurrence <= cell.calls(); occurrence++) {
                    plans.add(FaultPlan.of(fault(cell, occurrence)));
                }
            }
        }
        return plans;
    }

    private Optional<String> obstacle(Outcome outcome, When when) {
        return callsOf(outcome.point()) == 0 ? Optional.of(NEVER_CALLED) : AnswerMenu.whyLeftOut(outcome, when);
    }

    private SweepCell cell(FailPoint point, String outcome, When when, Optional<String> obstacle) {
        State state = obstacle.isPresent() ? State.IMPOSSIBLE : State.UNTESTED;
        return new SweepCell(point, outcome, when, state, callsOf(point), 0, List.of(), obstacle.orElse(""));
    }

    private int callsOf(FailPoint point) {
        return calls.getOrDefault(point, 0);
    }

    /**
     * A tested cell.
     *
     * @param cell what became of it
     * @param bad the bad runs
     * @param runs how many runs were made
     */
    public record Tested(SweepCell cell, List<Bad> bad, int runs) {

        /** Copies the list. */
        public Tested {
            bad = List.copyOf(bad);
        }
    }

    /**
     * A bad run.
     *
     * @param spec what was run
     * @param result what it showed
     */
    public record Bad(RunSpec spec, RunResult result) {}

    /**
     * Moves the fault of a cell on, call by call, until it does not fire.
     *
     * <p>On a real kernel no two runs need to be alike: the fault may fire more often than the control run has called, and it
     * is moved on at least as far as that.
     *
     * @param runner executes a run
     * @param enough is asked before each run; then the cell stays untested, unless it broke
     */
    public Tested test(SweepCell cell, Function<RunSpec, RunResult> runner, BooleanSupplier enough) {
        List<Bad> bad = new ArrayList<>();
        List<Broke> broke = new ArrayList<>();
        int occurrence = 1;
        int firings = 0;
        boolean ended = false;
        while (!ended && !enough.getAsBoolean()) {
            RunSpec spec = run(script, cell, occurrence);
            RunResult result = runner.apply(spec);
            boolean fired = hasFired(result, occurrence, cell);
            firings += fired ? 1 : 0;
            if (fired ? !result.verdict().isGood() : !isPerfect(result)) {
                bad.add(new Bad(spec, result));
                broke.add(new Broke(
                        occurrence,
                        fired,
                        result.verdict(),
                        Token.of(spec).text().orElse(null)));
            }
            ended = !fired && occurrence > cell.calls();
            occurrence++;
        }
        return new Tested(became(cell, ended, firings, broke, occurrence), bad, occurrence - 1);
    }

    private static SweepCell became(SweepCell cell, boolean ended, int firings, List<Broke> broke, int next) {
        if (!broke.isEmpty()) {
            return cell.became(State.BROKE, firings, broke, "");
        }
        if (!ended) {
            return cell.became(State.UNTESTED, firings, broke, "interrupted before call " + next);
        }
        return firings == 0
                ? cell.became(State.UNTESTED, 0, broke, "called in the control run, but in none of these")
                : cell.became(State.SURVIVED, firings, broke, "");
    }

    private static Fault fault(SweepCell cell, int occurrence) {
        Action action = OutcomeCatalog.of(cell.call()).stream()
                .filter(outcome -> outcome.words().equals(cell.outcome()))
                .findFirst()
                .flatMap(Outcome::action)
                .orElseThrow(() -> new IllegalArgumentException("not to be tested: " + cell));
        return AnswerMenu.fault(cell.call(), occurrence, action, cell.when());
    }

    /** A run that did not come to its end, for example because its process died, does not say: then the control run does. */
    private static boolean hasFired(RunResult result, int occurrence, SweepCell cell) {
        return result.fired().isEmpty()
                ? occurrence <= cell.calls()
                : result.fired().stream().anyMatch(fired -> fired.times() > 0);
    }

    /** A fault that was armed and did not fire is what makes this run perfect, and no reproach. */
    private static boolean isPerfect(RunResult result) {
        return result.verdict().isGood() || result.verdict() == Verdict.NOT_EXERCISED;
    }
}
