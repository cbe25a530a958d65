package pipefault.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.report.FailureReport;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;

/** Assertions about the calls of a trace, by the names of the calls; one that fails shows the trace. */
public final class TraceAssert extends AbstractAssert<TraceAssert, Trace> {

    TraceAssert(@Nullable Trace actual) {
        super(actual, TraceAssert.class);
    }

    /**
     * Requires calls in this order; others may stand between them.
     *
     * <pre>{@code
     * assertThat(run.trace()).containsInOrder("WriteFile", "CancelIoEx");
     * }</pre>
     *
     * @param calls names of fail points, at least one
     * @throws pipefault.fault.FaultPlanError for a name that there is not, with the nearest
     */
    public TraceAssert containsInOrder(String... calls) {
        isNotNull();
        if (calls.length == 0) {
            throw new IllegalArgumentException("containsInOrder takes at least one call, but got none");
        }
        List<String> wanted = Arrays.stream(calls).map(TraceAssert::name).toList();
        List<String> found = new ArrayList<>();
        for (CallRecord each : calls()) {
            if (found.size() < wanted.size() && each.point().equals(wanted.get(found.size()))) {
                found.add(each.point() + " (" + place(each) + ")");
            }
        }
        if (found.size() < wanted.size()) {
            String missing = wanted.get(found.size());
            String after = found.isEmpty() ? "" : " after " + found.get(found.size() - 1);
            throw failureWith(new Lines("The trace has no " + missing + after + ".")
                    .part("expected", String.join(", then ", wanted))
                    .part("found", found.isEmpty() ? "none of them" : String.join(", then ", found)));
        }
        return this;
    }

    /** Requires that this call was made so many times. */
    public TraceAssert calls(String call, int times) {
        isNotNull();
        String wanted = name(call);
        List<String> found = calls().stream()
                .filter(each -> each.point().equals(wanted))
                .map(TraceAssert::place)
                .toList();
        if (found.size() != times) {
            throw failureWith(
                    new Lines("The trace has " + found.size() + " of " + wanted + ", where " + times + " should be.")
                            .part("found", String.join(", ", found)));
        }
        return this;
    }

    /** Requires that this call was never made. */
    public TraceAssert neverCalls(String call) {
        return calls(call, 0);
    }

    private static String name(String call) {
        return FailPoint.named(call).toString();
    }

    /** Fail points that are no call of Windows have no number. */
    private static String place(CallRecord record) {
        return record.call() == 0 ? "by " + record.actor() : "call " + record.call() + " by " + record.actor();
    }

    private List<CallRecord> calls() {
        return actual.records().stream()
                .filter(each -> each.kind() == CallRecord.Kind.CALL)
                .toList();
    }

    private AssertionError failureWith(Lines lines) {
        return failure("%s", lines.part("trace", FailureReport.lines(actual)));
    }
}
