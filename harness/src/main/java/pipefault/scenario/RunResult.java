package pipefault.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.trace.Trace;

/**
 * What one run has shown; plain values, so that a worker process can hand it on.
 *
 * @param scenario id of the scenario
 * @param variant name of the variant
 * @param writer name of the writer
 * @param phase {@code fault} or {@code control}
 * @param seed the seed
 * @param verdict what the run showed
 * @param plan the armed plan as text; empty if there was none
 * @param fired what became of each fault
 * @param evidence the findings of the oracles that decide
 * @param alsoSeen the findings of the others
 * @param notes what a reader should know besides: near misses, gates that nobody opened
 * @param lastSeen who waited for what when the run was judged to be stuck
 * @param signature what the owner and the peer saw, for the comparison with the control run
 * @param trace what passed the platform
 * @param millis how long the run took in real time
 */
public record RunResult(
        String scenario,
        String variant,
        String writer,
        String phase,
        long seed,
        Verdict verdict,
        String plan,
        List<Fired> fired,
        List<Finding> evidence,
        List<Finding> alsoSeen,
        List<String> notes,
        List<String> lastSeen,
        Map<String, String> signature,
        Trace trace,
        long millis) {

    /** The phase with faults. */
    public static final String FAULT = "fault";

    /** The phase without. */
    public static final String CONTROL = "control";

    /** Copies the lists. */
    public RunResult {
        fired = List.copyOf(fired);
        evidence = List.copyOf(evidence);
        alsoSeen = List.copyOf(alsoSeen);
        notes = List.copyOf(notes);
        lastSeen = List.copyOf(lastSeen);
    }

    /**
     * What became of one fault.
     *
     * @param fault its text
     * @param times how often it fired
     * @param nearMiss what came closest, if it did not fire; empty else
     */
    public record Fired(String fault, int times, String nearMiss) {}

    /** Returns the same result with another verdict and one more note. */
    RunResult withVerdict(Verdict other, String note) {
        List<String> more = new ArrayList<>(notes);
        if (!note.isEmpty()) {
            more.add(note);
        }
        return new RunResult(
                scenario, variant, writer, phase, seed, other, plan, fired, evidence, alsoSeen, more, lastSeen,
                signature, trace, millis);
    }
}
