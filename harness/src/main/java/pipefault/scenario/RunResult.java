package pipefault.scenario;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
 * @param notes what a reader should know besides: near misses, holds that nobody ended
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

    /** Stands in a trace where the part of the driven subject ends and that of a fresh one begins. */
    public static final String SUBJECT_DONE = "the driven subject is done with";

    /** Stands in a trace where the script has ended, and whatever it has left open is brought to its end. */
    public static final String WOUND_DOWN = "the run is wound down";

    /** Returns all findings, those that decide first. */
    public List<Finding> findings() {
        return Stream.concat(evidence.stream(), alsoSeen.stream()).toList();
    }

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
     * <p>That it fired says that it was carried out, as {@link pipefault.inject.FaultStatus} has it; whether it made a
     * difference is what tells RECOVERED from UNAFFECTED.
     *
     * @param fault its text
     * @param times how often it fired
     * @param nearMiss what came closest, if it did not fire; for a hold that nobody ended, what did not come; empty else
     */
    public record Fired(String fault, int times, String nearMiss) {}

    /** Creates the result of a run that did not come to its end; its verdict is that of the worst finding. */
    static RunResult broken(RunSpec spec, boolean control, List<Finding> findings, long millis) {
        Verdict worst = Verdict.UNAFFECTED;
        for (Finding finding : findings) {
            worst = worst.orWorse(finding.verdict());
        }
        return new RunResult(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                control ? CONTROL : FAULT,
                spec.seed(),
                worst,
                control ? "" : spec.plan().toString(),
                List.of(),
                findings,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                millis);
    }

    /** Tells RECOVERED from UNAFFECTED by what the owner and the peer saw in the control run. */
    RunResult comparedWith(RunResult control) {
        boolean unaffected = verdict == Verdict.RECOVERED && signature.equals(control.signature);
        return unaffected ? with(Verdict.UNAFFECTED, notes) : this;
    }

    /** Returns the same with further notes. */
    public RunResult noting(List<String> further) {
        return with(verdict, Stream.concat(notes.stream(), further.stream()).toList());
    }

    /** Returns the same with the verdict that its question does not apply. */
    public RunResult notApplicable(String why) {
        return with(
                Verdict.NOT_APPLICABLE,
                Stream.concat(Stream.of(why), notes.stream()).toList());
    }

    private RunResult with(Verdict newVerdict, List<String> newNotes) {
        return new RunResult(
                scenario,
                variant,
                writer,
                phase,
                seed,
                newVerdict,
                plan,
                fired,
                evidence,
                alsoSeen,
                newNotes,
                lastSeen,
                signature,
                trace,
                millis);
    }

    /** Tells whether the script has waited in vain for what it arranges, and did not come to its end. */
    public boolean waitedInVain() {
        return notes.stream().anyMatch(NotArranged::isToldBy);
    }

    /** Tells whether threads of the run may still stand in calls that nothing can end, or the run itself went wrong. */
    boolean leavesSomethingBehind() {
        return verdict == Verdict.HARNESS_ERROR
                || Stream.concat(evidence.stream(), alsoSeen.stream())
                        .anyMatch(finding -> finding.verdict() == Verdict.STUCK);
    }
}
