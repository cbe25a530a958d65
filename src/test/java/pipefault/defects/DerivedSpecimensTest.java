package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.scenario.Run.LARGE;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.Bounds;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.Run;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.Script;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** Each decision that is taken out of the recovering writer shows under one plan, and under it the writer itself is good. */
class DerivedSpecimensTest {

    private static final long SCHEDULES = 40;

    private static final Runner RUNNER =
            new Runner(seed -> new SimulatedWorld(seed == 0 ? Schedules.first() : Schedules.randomWithKernel(seed)));

    static Stream<Arguments> defects() {
        return Stream.of(
                Arguments.of(
                        "unlock-after-wait",
                        Verdict.STUCK,
                        "GetOverlappedResult@pool#1 -> hold(before, in-callback, until WaitForThreadpoolWaitCallbacks#1)",
                        Oracles.TERMINATION,
                        (Script) DerivedSpecimensTest::stopWhileDispatched),
                Arguments.of(
                        "no-completion-wait",
                        Verdict.MEMORY_UNSAFE,
                        "CancelIoEx -> succeed(without-effect)",
                        Oracles.OWNERSHIP,
                        (Script) DerivedSpecimensTest::stopWhilePending),
                Arguments.of(
                        "ignores-null-event",
                        Verdict.STUCK,
                        "CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)",
                        Oracles.TERMINATION,
                        (Script) DerivedSpecimensTest::writeAndWaitForTheReport),
                Arguments.of(
                        "swallows-error",
                        Verdict.MISREPORTED,
                        "GetOverlappedResult@pool#1 -> fail(ERROR_BROKEN_PIPE)",
                        Oracles.ERROR_TIMELINESS,
                        (Script) DerivedSpecimensTest::writeUntilTheFaultHasFired),
                Arguments.of(
                        "trusts-time-out",
                        Verdict.MISREPORTED,
                        "Callback@pool#1 -> hold(before, in-callback);"
                                + " GetOverlappedResultEx#1 -> fail(WAIT_TIMEOUT, performed)",
                        Oracles.NOTIFICATION,
                        (Script) DerivedSpecimensTest::waitWhileDispatched));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("defects")
    void a_derived_specimen_is_caught_and_the_recovering_writer_is_not(
            String specimen, Verdict verdict, String plan, Oracle question, Script script) {
        Variant variant = new Variant("only", FaultPlan.parse(plan), script);
        Scenario scenario =
                new Scenario("derived", "?", List.of(question), RecoveryMode.FRESH_SUBJECT, List.of(variant));
        SubjectFactory defective = Writers.named(specimen).orElseThrow();

        LongStream.range(0, SCHEDULES).forEach(seed -> {
            assertGood(run(scenario, Writers.recovering(), seed));
            List<RunResult> shown = run(scenario, defective, seed);
            assertThat(shown.get(0).verdict()).as("control of %s", specimen).isEqualTo(Verdict.UNAFFECTED);
            assertThat(shown.get(1).verdict())
                    .as("%s under schedule %d: %s", specimen, seed, shown.get(1).notes())
                    .isEqualTo(verdict);
        });
    }

    private static List<RunResult> run(Scenario scenario, SubjectFactory factory, long seed) {
        return RUNNER.runWithControl(new RunSpec(scenario, scenario.variants().get(0), factory, seed, null));
    }

    private static void assertGood(List<RunResult> results) {
        for (RunResult result : results) {
            assertThat(result.verdict())
                    .as("recovering, %s, schedule %d: %s", result.phase(), result.seed(), result.evidence())
                    .isIn(Variant.GOOD);
        }
    }

    /** A write is complete, and its callback is held when the owner stops. */
    private static void stopWhileDispatched(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.peer().drain();
        if (run.isControl()) {
            run.expectReported();
        } else {
            run.awaitArrival("in-callback");
        }
        run.stop().within(Bounds.STEP);
    }

    /** The owner waits for a write; it completes, but its callback is held. */
    private static void waitWhileDispatched(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        var wait = run.waitForWrite(Bounds.REPORT);
        run.awaitDoneOrBlocked(wait);
        run.peer().drain();
        wait.within(Bounds.STEP);
        run.hazard(() -> {
            run.awaitArrival("in-callback");
            run.openGate("in-callback");
        });
        run.expectReported();
        run.close().within(Bounds.STEP);
    }

    private static void stopWhilePending(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.stop().within(Bounds.STEP);
        run.close().within(Bounds.STEP);
    }

    private static void writeAndWaitForTheReport(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.peer().drain();
        run.expectReported();
        run.close().within(Bounds.STEP);
    }

    private static void writeUntilTheFaultHasFired(Run run) {
        if (!run.open()) {
            return;
        }
        run.write(LARGE);
        run.peer().drain();
        if (run.isControl()) {
            run.expectReported();
        } else {
            run.awaitFaultsFired();
        }
        run.close().within(Bounds.STEP);
    }
}
