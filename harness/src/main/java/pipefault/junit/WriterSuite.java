package pipefault.junit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import pipefault.oracle.Verdict;
import pipefault.report.Applicability;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;

/**
 * Every scenario as a JUnit test of one writer: it passes if the control run is perfect and the writer recovers.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> my_writer_recovers() {
 *     return WriterSuite.tests(Scenarios.all(), new MyWriterFactory());
 * }
 * }</pre>
 *
 * <p>There is one test per variant. A failure reads as on the command line. A test is aborted, which is neither green nor
 * red, where the writer never makes the call on which the fault is placed, as its control run shows, or where it rightly
 * refuses what the scenario needs.
 */
public final class WriterSuite {

    private static final long DEFAULT_SEED = 1;

    private final SubjectFactory writer;
    private final RunExecutor executor;
    private final long seed;

    private WriterSuite(SubjectFactory writer, RunExecutor executor, long seed) {
        this.writer = writer;
        this.executor = executor;
        this.seed = seed;
    }

    /** Returns the tests of a writer on the simulated kernel, with seed {@value #DEFAULT_SEED}. */
    public static Stream<DynamicNode> tests(List<Scenario> scenarios, SubjectFactory writer) {
        return tests(scenarios, writer, DEFAULT_SEED);
    }

    /**
     * Returns the tests of a writer on the simulated kernel.
     *
     * @param seed decides the order of the threads; the same seed gives the same runs
     */
    public static Stream<DynamicNode> tests(List<Scenario> scenarios, SubjectFactory writer, long seed) {
        return tests(scenarios, writer, seed, Runner.simulated());
    }

    /**
     * Returns the tests of a writer.
     *
     * @param executor makes the runs, on whatever kernel; stays open
     */
    public static Stream<DynamicNode> tests(
            List<Scenario> scenarios, SubjectFactory writer, long seed, RunExecutor executor) {
        WriterSuite suite = new WriterSuite(writer, executor, seed);
        return scenarios.stream()
                .map(scenario -> DynamicContainer.dynamicContainer(
                        scenario.id(),
                        scenario.variants().stream()
                                .map(variant -> DynamicTest.dynamicTest(
                                        variant.name(), () -> suite.check(scenario, variant)))));
    }

    private void check(Scenario scenario, Variant variant) {
        List<RunResult> results = executor.runWithControl(new RunSpec(scenario, variant, writer, seed, null));
        for (RunResult made : results) {
            RunResult result = Applicability.of(made, results.get(0));
            ReportedRun run = ReportedRun.of(result, Variant.GOOD, 1, null, "this test again, with seed " + seed);
            if (run.asExpected()) {
                continue;
            }
            Assumptions.assumeTrue(
                    result.verdict() != Verdict.NOT_APPLICABLE,
                    () -> "not applicable: " + String.join("; ", result.notes()));
            throw new AssertionError("\n" + FailureReport.print(run, Detail.BRIEF));
        }
    }
}
