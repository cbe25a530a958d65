package pipefault.junit;

import org.jspecify.annotations.Nullable;
import pipefault.scenario.Run;
import pipefault.scenario.RunResult;
import pipefault.trace.Trace;

/**
 * The entry point of the assertions for runs and traces; to be imported statically, beside AssertJ's own.
 *
 * <p>Messages have the parts of a report: what was expected, what was seen, the trace.
 */
public final class PipefaultAssertions {

    private PipefaultAssertions() {}

    /** Begins assertions about a finished run. */
    public static RunResultAssert assertThat(@Nullable RunResult actual) {
        return new RunResultAssert(actual);
    }

    /** Begins assertions about what has passed the platform. */
    public static TraceAssert assertThat(@Nullable Trace actual) {
        return new TraceAssert(actual);
    }

    /** Begins assertions about a run that goes on, inside the body of a test. */
    public static RunAssert assertThat(@Nullable Run actual) {
        return new RunAssert(actual);
    }
}
