package pipefault.report;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.trace.Trace;

/**
 * A finished run, and what it is held against.
 *
 * @param result what the run has shown
 * @param expected the verdicts that are right; null where nothing is expected and good or bad decides
 * @param repeat which repetition it is, from 1
 * @param token replays it; null for a control run, which has none of its own, and if the plan is too long for one
 * @param replay the command line that replays it; for a control run, the run that it belongs to
 * @param traceDigest digest of the whole trace, even where the trace itself was dropped
 */
public record ReportedRun(
        RunResult result,
        @Nullable Set<Verdict> expected,
        int repeat,
        @Nullable String token,
        String replay,
        String traceDigest) {

    /** Copies the set, in the order of the verdicts. */
    public ReportedRun {
        if (expected != null) {
            EnumSet<Verdict> ordered = EnumSet.noneOf(Verdict.class);
            ordered.addAll(expected);
            expected = Collections.unmodifiableSet(ordered);
        }
    }

    /** Creates a run with the digest of its trace. */
    public static ReportedRun of(
            RunResult result, @Nullable Set<Verdict> expected, int repeat, @Nullable String token, String replay) {
        return new ReportedRun(
                result, expected, repeat, token, replay, result.trace().digest());
    }

    /** Tells whether this is a control run, without faults. */
    public boolean isControl() {
        return result.phase().equals(RunResult.CONTROL);
    }

    /** Tells whether the verdict is an expected one; without expectation, whether it is no bad one. */
    public boolean asExpected() {
        Verdict verdict = result.verdict();
        return expected == null ? !isBad(verdict) : expected.contains(verdict);
    }

    /** Tells whether the verdict speaks against the subject, the plan or the harness, expected or not. */
    public boolean isBad() {
        return isBad(result.verdict());
    }

    private static boolean isBad(Verdict verdict) {
        return !verdict.isGood() && verdict != Verdict.NOT_APPLICABLE;
    }

    /** Returns the same run without its trace, which is by far the largest part. */
    public ReportedRun withoutTrace() {
        RunResult slim = new RunResult(
                result.scenario(),
                result.variant(),
                result.writer(),
                result.phase(),
                result.seed(),
                result.verdict(),
                result.plan(),
                result.fired(),
                result.evidence(),
                result.alsoSeen(),
                result.notes(),
                result.lastSeen(),
                result.signature(),
                new Trace(List.of()),
                result.millis());
        return new ReportedRun(slim, expected, repeat, token, replay, traceDigest);
    }
}
