package pipefault.scenario;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;

/**
 * One way to put a scenario's question: a plan, the steps, and what each writer is expected to show.
 *
 * @param name unique within the scenario, for example {@code cancel-lags}
 * @param plan the faults
 * @param script the steps
 * @param narrowed the oracles that decide here, where that is less than the scenario asks; null for what it asks
 * @param expected the verdicts that are right, by name of the writer, in the order of the report
 */
public record Variant(
        String name,
        FaultPlan plan,
        Script script,
        Map<String, Set<Verdict>> expected,
        @Nullable List<Oracle> narrowed) {

    /** The two good verdicts. */
    public static final Set<Verdict> GOOD = Set.of(Verdict.RECOVERED, Verdict.UNAFFECTED);

    /** With what the name of a bare variant ends. */
    static final String BARE = "_bare";

    /** Copies the map, order kept. */
    public Variant {
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
    }

    /** Creates a variant without expectations. */
    public Variant(String name, FaultPlan plan, Script script) {
        this(name, plan, script, Map.of(), null);
    }

    /** Returns this variant with writers that have to do well. */
    public Variant good(String... writers) {
        Map<String, Set<Verdict>> all = new LinkedHashMap<>(expected);
        for (String writer : writers) {
            all.put(writer, GOOD);
        }
        return new Variant(name, plan, script, all, narrowed);
    }

    /** Returns this variant with writers that have to show this verdict. */
    public Variant shows(Verdict verdict, String... writers) {
        Map<String, Set<Verdict>> all = new LinkedHashMap<>(expected);
        for (String writer : writers) {
            all.put(writer, EnumSet.of(verdict));
        }
        return new Variant(name, plan, script, all, narrowed);
    }

    /** Returns this variant with a narrower question than the scenario's. */
    public Variant asking(Oracle... oracles) {
        return new Variant(name, plan, script, expected, List.of(oracles));
    }

    /**
     * Returns the script alone: without the plan, and without the hazard that needs it, so that any other fault can be tried
     * on it. Nothing is expected of it, and every oracle decides. {@link Scenario#variant} finds it by its name.
     */
    public Variant bare() {
        Script alone = run -> {
            run.leaveOutHazard();
            script.play(run);
        };
        return new Variant(name + BARE, FaultPlan.NONE, alone, Map.of(), Oracles.deciding());
    }

    /** Returns the verdicts that are right for a writer; null if nothing is expected of it here. */
    public @Nullable Set<Verdict> expectedOf(String writer) {
        return expected.get(writer);
    }
}
