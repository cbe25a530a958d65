package pipefault.junit;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Fault;
import pipefault.inject.FaultStatus;
import pipefault.report.FailureReport;
import pipefault.scenario.Run;

/** Assertions about a run that goes on; for the thread that plays the body of a test. */
public final class RunAssert extends AbstractAssert<RunAssert, Run> {

    RunAssert(@Nullable Run actual) {
        super(actual, RunAssert.class);
    }

    /**
     * Requires that this fault of the plan has fired by now.
     *
     * <p>In the control run no fault can: it belongs into {@link Run#hazard}.
     *
     * @param fault its text, in any spelling
     */
    public RunAssert hasExercised(String fault) {
        isNotNull();
        String wanted = Fault.parse(fault).toString();
        List<FaultStatus> all = actual.faults();
        for (FaultStatus each : all) {
            if (each.fault().toString().equals(wanted)) {
                if (each.times() == 0) {
                    throw failureWith(
                            new Lines("The fault " + wanted + " has not fired yet.").part("nearest", each.nearMiss()));
                }
                return this;
            }
        }
        throw failureWith(new Lines("The plan of the run has no such fault as " + wanted + ".")
                .part(
                        "plan",
                        all.isEmpty()
                                ? List.of("none" + (actual.isControl() ? ": it is the control run" : ""))
                                : all.stream()
                                        .map(each -> each.fault().toString())
                                        .toList()));
    }

    /** Requires that the peer has got exactly so many bytes by now; whoever waits for them does so before. */
    public RunAssert hasDelivered(long bytes) {
        isNotNull();
        long count = actual.peer().count();
        if (count != bytes) {
            throw failureWith(new Lines("The peer has got " + count + " bytes, where " + bytes + " should be.")
                    .part("accepted", actual.accepted() + " bytes by the subject"));
        }
        return this;
    }

    /** Goes on with assertions about what has passed so far. */
    public TraceAssert trace() {
        isNotNull();
        return new TraceAssert(actual.trace());
    }

    private AssertionError failureWith(Lines lines) {
        return failure("%s", lines.part("trace", FailureReport.lines(actual.trace())));
    }
}
