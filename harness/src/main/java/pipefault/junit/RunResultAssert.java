package pipefault.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Fault;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.scenario.RunResult;
import pipefault.scenario.Variant;

/** Assertions about a finished run; one that fails shows the report of the run. */
public final class RunResultAssert extends AbstractAssert<RunResultAssert, RunResult> {

    RunResultAssert(@Nullable RunResult actual) {
        super(actual, RunResultAssert.class);
    }

    /**
     * Requires one of these verdicts.
     *
     * <pre>{@code
     * assertThat(result).hasVerdict(Verdict.STUCK, Verdict.LEAKED);
     * }</pre>
     *
     * @param allowed at least one
     */
    public RunResultAssert hasVerdict(Verdict... allowed) {
        isNotNull();
        if (allowed.length == 0) {
            throw new IllegalArgumentException("hasVerdict takes at least one verdict, but got none");
        }
        Set<Verdict> expected = Set.copyOf(Arrays.asList(allowed));
        if (!expected.contains(actual.verdict())) {
            throw failureWithReport(expected);
        }
        return this;
    }

    /** Requires that the subject did well: RECOVERED or UNAFFECTED. */
    public RunResultAssert recovered() {
        isNotNull();
        if (!actual.verdict().isGood()) {
            throw failureWithReport(Variant.GOOD);
        }
        return this;
    }

    /** Requires that each fault of the plan has fired; there has to be one. */
    public RunResultAssert exercisedEachFault() {
        isNotNull();
        if (actual.fired().isEmpty()) {
            throw failureWith(new Lines("The run had no fault that could have fired.").part("run", where()));
        }
        for (RunResult.Fired fired : actual.fired()) {
            if (fired.times() == 0) {
                throw failureWith(neverFired(fired));
            }
        }
        return this;
    }

    /**
     * Requires that this fault of the plan has fired.
     *
     * @param fault its text, in any spelling
     */
    public RunResultAssert exercised(String fault) {
        isNotNull();
        String wanted = Fault.parse(fault).toString();
        for (RunResult.Fired fired : actual.fired()) {
            if (fired.fault().equals(wanted)) {
                if (fired.times() == 0) {
                    throw failureWith(neverFired(fired));
                }
                return this;
            }
        }
        List<String> plan = actual.fired().stream().map(RunResult.Fired::fault).toList();
        throw failureWith(new Lines("The plan of the run has no such fault as " + wanted + ".")
                .part("plan", plan.isEmpty() ? List.of("none") : plan));
    }

    private Lines neverFired(RunResult.Fired fired) {
        return new Lines("The fault " + fired.fault() + " never fired.")
                .part("run", where())
                .part("nearest", fired.nearMiss())
                .part("trace", FailureReport.lines(actual.trace()));
    }

    /**
     * Requires a finding of an oracle, whether or not that oracle decides.
     *
     * @param oracle its name, for example {@code ownership}
     * @param says a part of what it says; empty for anything
     */
    public RunResultAssert hasFinding(String oracle, String says) {
        isNotNull();
        List<Finding> all = actual.findings();
        if (all.stream()
                .noneMatch(each -> each.oracle().equals(oracle) && each.text().contains(says))) {
            throw failureWith(new Lines("The oracle " + oracle + " has found nothing that says \"" + says + "\".")
                    .part("run", where())
                    .part("verdict", actual.verdict().toString())
                    .part(
                            "found",
                            all.isEmpty()
                                    ? List.of("nothing, by no oracle")
                                    : all.stream()
                                            .map(each -> each.oracle() + ": " + each.text())
                                            .toList()));
        }
        return this;
    }

    /** Goes on with assertions about the trace of the run. */
    public TraceAssert trace() {
        isNotNull();
        return new TraceAssert(actual.trace());
    }

    /** Requires the same as {@link TraceAssert#containsInOrder}, and stays with the run. */
    public RunResultAssert traceContainsInOrder(String... calls) {
        TraceAssert unused = trace().containsInOrder(calls);
        return this;
    }

    private String where() {
        return Stream.of(actual.scenario(), actual.variant(), actual.writer(), "seed " + actual.seed())
                .collect(Collectors.joining(", "));
    }

    private AssertionError failureWithReport(Set<Verdict> expected) {
        String replay = "whatever made this run, again, with seed " + actual.seed();
        return failure(
                "%s",
                FailureReport.print(ReportedRun.of(actual, expected, 1, null, replay), Detail.BRIEF)
                        .stripTrailing());
    }

    private AssertionError failureWith(Lines lines) {
        return failure("%s", lines);
    }
}
