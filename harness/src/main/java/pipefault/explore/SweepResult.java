package pipefault.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.explore.SweepCell.State;
import pipefault.explore.SweepCell.When;
import pipefault.fault.FailPoint;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;

/** What a sweep has shown so far. Thread-safe: somebody may ask while it goes on. */
public final class SweepResult {

    private final RunSpec script;
    private final boolean whatIf;

    /** In the order of the map. Guarded by this, as all below. */
    private final Map<Key, SweepCell> cells = new LinkedHashMap<>();

    private final Map<Kind, Defect> defects = new LinkedHashMap<>();
    private long runs;
    private long bad;

    private record Key(FailPoint call, String outcome, When when) {
        static Key of(SweepCell cell) {
            return new Key(cell.call(), cell.outcome(), cell.when());
        }
    }

    /** What makes two bad runs the same finding. */
    private record Kind(@Nullable FailPoint call, String oracle, Verdict verdict) {}

    /**
     * One kind of finding: the same oracle gives the same verdict, with a fault at the same call.
     *
     * @param spec the first run of its kind
     * @param result what it showed
     * @param more how many others there were
     */
    public record Defect(RunSpec spec, RunResult result, long more) {
        /** Tells whether this is the run without faults. */
        public boolean isWithoutFaults() {
            return spec.override() == null;
        }

        Defect andOne() {
            return new Defect(spec, result, more + 1);
        }
    }

    /**
     * Begins with an untested map.
     *
     * @param whatIf whether nothing will be tested
     */
    public SweepResult(Sweep sweep, boolean whatIf) {
        script = sweep.script();
        this.whatIf = whatIf;
        sweep.cells().forEach(cell -> cells.put(Key.of(cell), cell));
        sweep.flawWithoutFaults().ifPresent(flaw -> {
            take(null, new Sweep.Bad(Sweep.withoutFaults(script), flaw));
            cells.replaceAll((key, cell) -> cell.state() == State.UNTESTED
                    ? cell.became(State.UNTESTED, 0, List.of(), "a run without faults is not perfect")
                    : cell);
        });
    }

    /** Returns the cells that are to be tested, in the order of the map; none if a run without faults is not perfect. */
    public synchronized List<SweepCell> toTest() {
        return cells.values().stream()
                .filter(cell -> cell.state() == State.UNTESTED && cell.reason().isEmpty())
                .toList();
    }

    /** Takes what became of a cell. */
    public synchronized void add(Sweep.Tested tested) {
        cells.put(Key.of(tested.cell()), tested.cell());
        runs += tested.runs();
        tested.bad().forEach(each -> take(tested.cell().call(), each));
    }

    private void take(@Nullable FailPoint call, Sweep.Bad found) {
        bad++;
        Found.Symptom first = Found.symptoms(found.result()).iterator().next();
        Kind kind = new Kind(call, first.oracle(), found.result().verdict());
        Defect known = defects.get(kind);
        defects.put(kind, known == null ? new Defect(found.spec(), found.result(), 0) : known.andOne());
    }

    /** Returns the id of the scenario. */
    public String scenario() {
        return script.scenario().id();
    }

    /** Returns the name of the variant whose script is swept. */
    public String variant() {
        return script.variant().name();
    }

    /** Returns the name of the writer. */
    public String writer() {
        return script.factory().name();
    }

    /** Tells whether the map only says what would be tested. */
    public boolean isWhatIf() {
        return whatIf;
    }

    /** Returns the run of a cell, no impossible one, in which the fault is at a call, or begins there. */
    public RunSpec run(SweepCell cell, int occurrence) {
        return Sweep.run(script, cell, occurrence);
    }

    /** Returns the map. */
    public synchronized List<SweepCell> cells() {
        return List.copyOf(cells.values());
    }

    /** Returns how many runs were made besides the first three; for what-if, how many would be. */
    public synchronized long runs() {
        return whatIf ? toTest().stream().mapToLong(SweepCell::runsAhead).sum() : runs;
    }

    /** Returns how many runs were bad. */
    public synchronized long bad() {
        return bad;
    }

    /** Tells whether something went wrong that is no fault of the writer. */
    public synchronized boolean hasHarnessError() {
        return defects.values().stream().anyMatch(each -> each.result().verdict() == Verdict.HARNESS_ERROR);
    }

    /** Returns each kind of finding, in the order of the map. */
    public synchronized List<Defect> defects() {
        return List.copyOf(defects.values());
    }
}
